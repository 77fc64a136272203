"""What the programme team takes along, read back: nothing runs, nobody untraceable can be found."""

from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from files.tables.cells import FORMULA_STARTS, safe_text
from questions.exports.text import NO_POSITION
from questions.exports.workbook import answers_workbook
from questions.models import Answer, AnswerPart, Label, Labelling, Recipient
from questions.queries.blocks import block_rows
from questions.queries.voices import voice_key
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory, RegionFactory
from tests.factories.questions import (
    DEADLINE,
    AnswerFactory,
    AnswerPartFactory,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
)


@pytest.fixture
def question(db):
    return QuestionFactory(opened=True, title="Wat merk je van het convenant?")


@pytest.fixture
def sub_question(question):
    return SubQuestionFactory(question=question)


def answer_of(question, sub_question, text, **fields):
    """Return a part of an answer that was handed in; its own fields may stand among those of the answer."""
    own = {name: fields.pop(name) for name in ("naming", "may_be_quoted", "nature") if name in fields}
    answer = AnswerFactory(question=question, **{"submitted_at": DEADLINE - timedelta(days=1)} | fields)
    return AnswerPartFactory(answer=answer, sub_question=sub_question, text=text, **own)


def workbook_of(question) -> Workbook:
    return load_workbook(BytesIO(answers_workbook(question, lambda progress: None)))


def sheets_of(question) -> dict[str, list[dict]]:
    book = workbook_of(question)
    sheets = {}
    for sheet in book:
        heading, *rows = sheet.iter_rows(values_only=True)
        sheets[sheet.title] = [
            {name: value or "" for name, value in zip(heading, row, strict=True)} for row in rows
        ]
    return sheets


def test_an_answer_is_one_row_per_block(question, sub_question):
    organization = OrganizationFactory(
        name="Wijkteam Oost", kind="jeugdteam", region=RegionFactory(name="Twente")
    )
    part = answer_of(
        question,
        sub_question,
        "Het loopt.",
        organization=organization,
        may_be_quoted=True,
        nature=AnswerPart.Nature.EXPERIENCE,
    )
    for name in ("tijd", "geld"):
        Labelling.objects.create(label=Label.objects.create(question=question, name=name), part=part)

    (row,) = sheets_of(question)["Antwoorden"]

    assert row == {
        "bron": voice_key(part.answer, "organization"),
        "stem": "organisatie",
        "wie": "Wijkteam Oost",
        "organisatie": "Wijkteam Oost",
        "soort team": "jeugdteam",
        "regio": "Twente",
        "deelvraag": 1,
        "tekst van de deelvraag": sub_question.text,
        "lezing": "",
        "wie het zo ziet": "",
        "wat is dit": "ervaring",
        "keuze": "",
        "antwoord": "Het loopt.",
        "geen ervaring mee": "",
        "labels": "geld, tijd",
        "hoe noemen": "alleen organisatie",
        "citeren mag": "ja",
        "wie leest dit": "alleen het programmateam",
        "wanneer": "op tijd",
        "ingediend op": "19-11-2026",
    }


def test_an_organisation_that_does_not_agree_has_a_row_for_each_reading(question, sub_question):
    part = answer_of(question, sub_question, "Het loopt.", organization=OrganizationFactory())
    AnswerPartFactory(
        answer=part.answer, sub_question=sub_question, reading=2, held_by="het jeugdteam", text="Het knelt."
    )

    rows = sheets_of(question)["Antwoorden"]

    assert [(row["lezing"], row["wie het zo ziet"], row["antwoord"]) for row in rows] == [
        ("1 van 2", "", "Het loopt."),
        ("2 van 2", "het jeugdteam", "Het knelt."),
    ]
    assert rows[0]["bron"] == rows[1]["bron"]


def test_what_one_answer_says_under_two_namings_cannot_be_tied_together(question, sub_question):
    part = answer_of(question, sub_question, "Met onze naam.", organization=OrganizationFactory(name="Oost"))
    AnswerPartFactory(
        answer=part.answer,
        sub_question=sub_question,
        reading=2,
        naming=Answer.Naming.UNTRACEABLE,
        text="Zonder onze naam.",
    )

    rows = {row["antwoord"]: row for row in sheets_of(question)["Antwoorden"]}

    named, hidden = rows["Met onze naam."], rows["Zonder onze naam."]
    assert named["bron"] != hidden["bron"]
    for name in ("lezing", "ingediend op"):
        assert (named[name], hidden[name]) == ("", "")


def test_drafts_stay_with_their_writers(question, sub_question):
    answer_of(question, sub_question, "Nog niet af", organization=OrganizationFactory(), submitted_at=None)

    assert sheets_of(question)["Antwoorden"] == []


def test_an_untraceable_answer_says_no_more_than_its_type(question, sub_question):
    place = AffiliationFactory(
        organization__name="Wijkteam Oost",
        organization__kind="jeugdteam",
        organization__region=RegionFactory(name="Twente"),
        member__name="Noor van den Berg",
        member__email="noor@example.nl",
    )
    hidden = {"naming": Answer.Naming.UNTRACEABLE, "last_editor": place.member}
    answer_of(question, sub_question, "Van de organisatie", organization=place.organization, **hidden)
    answer_of(question, sub_question, "Van het lid", member=place.member, **hidden)

    rows = {row["antwoord"]: row for row in sheets_of(question)["Antwoorden"]}

    for text, label in [("Van de organisatie", "een organisatie"), ("Van het lid", "een lid")]:
        row = rows[text]
        assert row["wie"] == label
        assert [row[name] for name in ("organisatie", "soort team", "regio", "ingediend op")] == [""] * 4
    content = str(list(rows.values()))
    for trace in ("Oost", "jeugdteam", "Twente", "Noor", "noor@", "19-11"):
        assert trace not in content


def test_the_order_of_answers_is_neither_that_of_names_nor_of_arrival(question, sub_question):
    for number in range(12):
        answer_of(
            question, sub_question, f"{number:02}", organization=OrganizationFactory(name=f"{number:02}")
        )

    order = [row.text for row in block_rows(question)]

    assert sorted(order) == [f"{number:02}" for number in range(12)]
    assert order not in (sorted(order), sorted(order, reverse=True))
    assert order == [row.text for row in block_rows(question)]


def test_asked_and_codebook_have_their_own_sheets(question):
    RecipientFactory(
        question=question,
        organization=OrganizationFactory(name="Wijkteam Oost"),
        reasons=["thema Veiligheid"],
        reaction=Recipient.Reaction.NO_ROOM,
        note="Pas na de zomer",
    )
    RecipientFactory(question=question, member=MemberFactory(name="Noor"), reasons=["met naam gekozen"])

    sheets = sheets_of(question)

    assert [tuple(row.values()) for row in sheets["Gevraagden"]] == [
        ("organisatie", "Wijkteam Oost", "thema Veiligheid", "nu geen ruimte", "Pas na de zomer"),
        ("persoonlijk", "Noor", "met naam gekozen", "nog geen reactie", ""),
    ]
    assert sheets["Toelichting"][-1]["betekenis"] == NO_POSITION


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_an_answer_that_begins_like_a_formula_is_text(question, sub_question, start):
    answer_of(question, sub_question, f'{start}HYPERLINK("x")', organization=OrganizationFactory())

    book = workbook_of(question)

    (cell,) = [cell for row in book["Antwoorden"] for cell in row if "HYPERLINK" in str(cell.value)]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


# Made once: the first workbook of a process pays for what openpyxl loads, which is no example's to pay.
SHEET = Workbook().active


@given(st.text())
def test_no_text_starts_a_formula_or_breaks_the_file(text):
    safe = safe_text(text)

    assert not safe.startswith(FORMULA_STARTS)
    SHEET["A1"] = safe
    assert SHEET["A1"].data_type in ("s", "n", "inlineStr")


def test_who_waits_hears_how_far_the_workbook_is(question, sub_question):
    for number in range(30):
        answer_of(question, sub_question, f"{number}", organization=OrganizationFactory())
    told = []

    answers_workbook(question, told.append)

    assert told == sorted(told)
    assert len(told) >= 10
    assert told[-1] <= 90


@pytest.mark.parametrize("count", [1, 3])
def test_reading_the_blocks_takes_as_many_queries_for_three_answers_as_for_one(
    question, sub_question, count, django_assert_num_queries
):
    for number in range(count):
        answer_of(question, sub_question, f"{number}", organization=OrganizationFactory())

    with django_assert_num_queries(5):
        assert len(list(block_rows(question))) == count
