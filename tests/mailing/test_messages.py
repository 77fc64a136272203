"""A letter as bytes, read back by the standard library."""

import email
from datetime import UTC, datetime
from email import policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailing import letters, messages
from mailing.addresses import Box, address_of
from mailing.letters import LetterKind, MailingList
from mailing.models import OutgoingMail
from mailing.outbox import message_id

DIGEST = OutgoingMail.Priority.DIGEST


def mail(**facts) -> OutgoingMail:
    return OutgoingMail(
        **{
            "key": "probe:1",
            "message_id": message_id("probe:1"),
            "letter": "notice",
            "to_address": "noor@example.nl",
            "to_name": "Noor de Wit",
            "subject": "Nieuws",
            "text": "Dag Noor,\n\nEr is nieuws.\n",
            "html": "<p>Dag Noor,</p>\n",
            "queued_at": datetime(2026, 11, 10, 8, tzinfo=UTC),
        }
        | facts
    )


def parsed(row: OutgoingMail, *, may_be_8bit: bool = True):
    octets = messages.build(row, may_be_8bit=may_be_8bit)
    assert b"\n" not in octets.replace(b"\r\n", b"")
    # Else the full stop that ends a letter is taken for its last word, and the line hangs.
    assert octets.endswith(b"\r\n")
    assert max(map(len, octets.split(b"\r\n"))) <= 998
    return email.message_from_bytes(octets, policy=policy.SMTP)


def without_space(text: str) -> str:
    return "".join(text.split())


@given(name=st.text(max_size=160), subject=st.text(max_size=250))
def test_odd_names_and_subjects_give_one_from_one_to_and_no_other_header(name, subject):
    message = parsed(mail(to_name=name, subject=subject))

    assert [len(message.get_all(header)) for header in ("From", "To", "Subject")] == [1, 1, 1]
    assert [address.addr_spec for address in message["From"].addresses] == ["portaal@localhost"]
    (to,) = message["To"].addresses
    assert to.addr_spec == "noor@example.nl"
    # The parser keeps the white space between two encoded words, which RFC 2047 drops.
    assert without_space(to.display_name) == without_space(messages._one_line(name))
    assert without_space(message["Subject"]) == without_space(messages._one_line(subject))
    assert set(message.keys()) == set(parsed(mail()).keys())
    assert not message.defects


@given(text=st.text(), html=st.text(min_size=1), may_be_8bit=st.booleans())
def test_any_text_arrives_as_it_was_written(text, html, may_be_8bit):
    message = parsed(mail(text=text, html=html), may_be_8bit=may_be_8bit)

    for part, written in zip(message.iter_parts(), (text, html), strict=True):
        octets = part.get_payload(decode=True).replace(b"\r\n", b"\n")
        plain = written.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
        assert octets.rstrip(b"\n") == plain.rstrip(b"\n")


@pytest.mark.parametrize("may_be_8bit", [True, False])
def test_a_message_to_a_calendar_is_both_a_form_of_the_letter_and_a_file(may_be_8bit):
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Eén tafel\r\nEND:VCALENDAR\r\n"

    message = parsed(mail(calendar=calendar), may_be_8bit=may_be_8bit)

    forms, file = message.iter_parts()
    assert (message.get_content_type(), forms.get_content_type()) == (
        "multipart/mixed",
        "multipart/alternative",
    )
    text, html, invitation = forms.iter_parts()
    assert [text.get_content(), html.get_content()] == [
        "Dag Noor,\r\n\r\nEr is nieuws.\r\n",
        "<p>Dag Noor,</p>\r\n",
    ]
    assert invitation.get_content_type() == "text/calendar"
    assert invitation.get_param("method") == "REQUEST"
    assert (file.get_content_type(), file.get_filename()) == ("application/ics", "bijeenkomst.ics")
    assert file.get_content_disposition() == "attachment"
    for part in (invitation, file):
        assert part.get_payload(decode=True).decode().splitlines() == calendar.splitlines()
    assert not message.defects


@pytest.mark.parametrize(
    ("content", "may_be_8bit", "encoding"),
    [
        ("gewoon\n", True, "8bit"),
        ("één\n", True, "8bit"),
        ("gewoon\n", False, "7bit"),
        ("één\n", False, "base64"),
        ("x" * 2000, True, "base64"),
    ],
)
def test_the_encoding_fits_the_server_and_the_lines(content, may_be_8bit, encoding):
    message = parsed(mail(text=content, html=""), may_be_8bit=may_be_8bit)

    assert message.get_content_type() == "text/plain"
    assert message["Content-Transfer-Encoding"] == encoding


def test_the_same_row_gives_the_same_bytes():
    assert messages.build(mail(), may_be_8bit=True) == messages.build(mail(), may_be_8bit=True)


@pytest.mark.parametrize(
    ("address", "written"),
    [("noor@example.nl", "noor@example.nl"), ("noor@wijkteam-één.nl", "noor@xn--wijkteam-n-b7aa.nl")],
)
def test_a_foreign_domain_is_written_in_ascii(address, written):
    assert messages.ascii_address(address).startswith(written.split("@")[0])
    assert messages.ascii_address(address).isascii()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "geen adres",
        "a b@example.nl",
        "a@b@c",
        "nóór@example.nl",
        "a@example.nl\r\nBcc: b@example.nl",
        "a@é" * 70,
    ],
)
def test_an_address_that_cannot_stand_in_a_header_is_refused(address):
    with pytest.raises(messages.UnusableAddress):
        messages.ascii_address(address)


def test_a_letter_that_can_be_stopped_says_how(monkeypatch, settings):
    settings.SITE_URL = "https://portaal.example.nl"
    kind = LetterKind(
        name="overzicht",
        reason="je lid bent",
        list_name="Overzicht",
        priority=DIGEST,
        stop=lambda **_: "",
        stop_words="Geen overzicht meer",
    )
    monkeypatch.setitem(letters._kinds, kind.name, kind)

    message = parsed(mail(letter=kind.name, member_id=7, about="digest", thread_id="<thread@localhost>"))

    assert message["List-Id"] == '"Overzicht" <overzicht.portaal.example.nl>'
    url = letters.stop_url(kind, 7, "digest")
    assert url.startswith("https://portaal.example.nl/mail/afmelden/")
    assert message["List-Unsubscribe"] == f"<{url}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Precedence"] == "bulk"
    assert message["In-Reply-To"] == message["References"] == "<thread@localhost>"


def test_where_mail_comes_in_a_letter_can_also_be_stopped_by_mail(monkeypatch, settings):
    settings.MAIL_REPLY_DOMAIN = "post.example.org"
    kind = LetterKind(name="probe", reason="je lid bent", list_name="Proef", stop=lambda **_: "")
    monkeypatch.setitem(letters._kinds, kind.name, kind)
    row = mail(pk=12, letter=kind.name, member_id=7, about="digest")

    ways = "".join(parsed(row)["List-Unsubscribe"].split()).split(",")

    by_mail = address_of(row, Box.STOP)
    assert by_mail.endswith("@post.example.org")
    assert ways == [f"<{letters.stop_url(kind, 7, 'digest')}>", f"<mailto:{by_mail}?subject=afmelden>"]


def test_letters_of_a_group_are_a_list_of_their_own_with_its_name_as_the_sender(monkeypatch, settings):
    settings.SITE_URL = "https://portaal.example.nl"
    kind = LetterKind(name="probe", reason="je lid bent", list_name="gesprekken")
    monkeypatch.setitem(letters._kinds, kind.name, kind)

    settings.MAIL_REPLY_DOMAIN = "post.example.org"
    group = MailingList("groep-3", "Leergroep Één, twee", "/leergroepen/een/", "groep+een")

    named, nameless = (
        parsed(mail(letter=kind.name, list_of=str(found))) for found in (group, MailingList("groep-3"))
    )

    shown = named["From"].addresses[0].display_name
    assert without_space(shown) == without_space("Leergroep Één, twee (Associatie Wijkteams)")
    assert named["List-Id"].endswith("<groep-3.portaal.example.nl>")
    assert named["List-Archive"] == "<https://portaal.example.nl/leergroepen/een/>"
    assert named["List-Post"] == "<mailto:groep+een@post.example.org>"
    assert nameless["List-Archive"] is nameless["List-Post"] is None
    assert nameless["From"].addresses[0].display_name == "Associatie Wijkteams"
    assert nameless["List-Id"] == '"gesprekken" <groep-3.portaal.example.nl>'


def test_an_account_letter_has_no_list_headers():
    message = parsed(mail(letter="account", member_id=7))

    assert not [header for header in message.keys() if header.startswith("List-")]  # noqa: SIM118
    assert message["Precedence"] is None


def test_every_letter_says_that_a_machine_wrote_it_and_when():
    message = parsed(mail())

    assert message["From"].addresses[0].display_name == "Associatie Wijkteams"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Feedback-ID"] == "notice:localhost"
    assert message["Date"].datetime == datetime(2026, 11, 10, 8, tzinfo=UTC)
    assert message["Message-ID"] == message_id("probe:1")
