"""Only what somebody typed is new; what she answered and her signature are not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from inbound.cutting import new_text
from mailing.replies import MARKER
from tests.inbound.programs import LETTER, NEW, PROGRAMS, mail, quoted

# What people type: words that nobody puts in a signature, and signs that mean something elsewhere.
sentences = st.lists(
    st.sampled_from(
        ["wachttijd", "huisarts", "één loket", "€ 12", "<b>", "&amp;", "niet", "* wel", "1.", "=20", "…"]
    ),
    min_size=1,
    max_size=8,
).map(lambda words: "Wij zien " + " ".join(words))
typed = st.lists(sentences, min_size=1, max_size=4).map("\n\n".join)
# Words of a letter, each of which no person types.
told = st.lists(
    st.lists(st.sampled_from(["vraagt-1", "datum-2", "klik-3", "regel-4"]), max_size=12).map(" ".join),
    max_size=12,
).map("\n".join)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
def test_only_what_was_typed_is_new(program):
    assert new_text(program(NEW, LETTER)) == NEW


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.__name__)
@given(new=typed, letter=told)
def test_nothing_below_the_marker_is_new(program, new, letter):
    found = new_text(program(new, f"-- {MARKER} --\n\n{letter}"))

    assert not any(word in found for word in ["vraagt-1", "datum-2", "klik-3", "regel-4"])
    assert found.count("Wij zien") == new.count("Wij zien")


@given(st.binary(max_size=600))
@example(b"Content-Type: text/html\r\n\r\n<![onzin[ a <b")
@example(b"Content-Type: text/plain; charset=unicode-escape\r\n\r\n\\x")
@example(b"Content-Type: text/plain; charset*=x'y'%ff\r\nContent-Transfer-Encoding: base64\r\n\r\n====")
@example(b"Subject: =?utf-8?b?=?=\r\nFrom: <<<>@\r\n\r\n\x00\xff")
def test_any_bytes_can_be_read(raw):
    assert "\x00" not in new_text(raw)


@given(
    kind=st.sampled_from(
        ["text/plain", "text/html", "text/plain; format=flowed; delsp=yes", "multipart/mixed; boundary=-"]
    ),
    coding=st.sampled_from(["8bit", "base64", "quoted-printable", "uuencode"]),
    body=st.lists(
        st.sampled_from(
            [
                "<div",
                "<![",
                "&#x110000;",
                "<blockquote>",
                "</p>",
                "> ",
                "-- \n",
                "\n",
                "---",
                "Op 2 x",
                ":",
                "é",
            ]
        )
    ).map("".join),
)
def test_any_shape_can_be_read(kind, coding, body):
    new_text(mail(body.encode(), kind, coding))


def test_a_mail_nested_deeper_than_can_be_followed_has_no_new_text():
    nested = b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n"

    assert new_text(nested * 3000 + b"\r\nDag") == ""


def test_answers_between_the_quoted_lines_are_all_kept():
    body = f"Zie hieronder.\n\n{quoted(LETTER)}\n\nJa, dat klopt.\n\n> Verder nog iets?\nNee, dit was het.\n"

    assert new_text(mail(body.encode())) == "Zie hieronder.\n\nJa, dat klopt.\n\nNee, dit was het."


def test_the_tail_of_a_broken_quoted_line_is_not_new():
    said = "> Antwoorden kan tot vrijdag 20 november 2026, 17.00 uur. Het kost ongeveer\ntien minuten.\n> Dag"
    body = f"Prima.\n\n{said}\n"

    assert new_text(mail(body.encode())) == "Prima."


@pytest.mark.parametrize(
    "below",
    [
        "PS De wachttijd groeit ook.",
        "Nog iets: de wachttijd groeit bij ons ook.",
    ],
)
def test_what_somebody_adds_below_her_name_is_kept(below):
    body = f"Het werkt goed.\n\nGroet,\nCor Contact\nwijkteam Oost\n\n{below}\n\nTel. 0570 123 456\n"

    assert new_text(mail(body.encode())) == f"Het werkt goed.\n\n{below}"


@pytest.mark.parametrize(
    "said",
    [
        "Groeten uit de wijk sturen we elke week aan alle bewoners.",
        "Op 3 november schreef de gemeente ons dat het stopt.\n\nDat was te laat.",
        "Van: wie is dit plan eigenlijk?",
        "Dit bericht is vertrouwelijk, graag alleen binnen het team.",
        "Op maandag:\n- overleg\n- huisbezoek",
        "Wij - en dat meen ik -- zijn blij.",
    ],
)
def test_what_looks_like_history_or_a_signature_and_is_not_is_kept(said):
    assert new_text(mail(said.encode())) == said


@pytest.mark.parametrize(
    "body", ["", "\n\n", f"{LETTER}\n", f"{quoted(LETTER)}\n", "Met vriendelijke groet,\n\nCor\n"]
)
def test_a_mail_without_new_words_has_no_new_text(body):
    assert new_text(mail(body.encode())) == ""
