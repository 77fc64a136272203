"""What the programme team takes along, read back: nothing runs, nobody untraceable can be found."""

from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from questions.exports.document import NO_POSITION, synthesis_document
from questions.exports.workbook import FORMULA_STARTS, answers_workbook, safe_text
from questions.models import Answer, Quote, Recipient
from questions.queries.answers import answer_sheet
from questions.queries.synthesis import synthesis_of
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory, RegionFactory
from tests.factories.questions import (
    DEADLINE,
    AnswerFactory,
    AnswerPartFactory,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
    SynthesisFactory,
)


@pytest.fixture
def question(db):
    return QuestionFactory(opened=True, title="Wat merk je van het convenant?")


@pytest.fixture
def sub_question(question):
    return SubQuestionFactory(question=question)


def answer_of(question, sub_question, text, **fields):
    consent = {name: fields.pop(name) for name in ("naming", "may_be_quoted") if name in fields}
    fields = {"submitted_at": DEADLINE - timedelta(days=1)} | fields
    answer = AnswerFactory(question=question, **fields)
    return AnswerPartFactory(answer=answer, sub_question=sub_question, text=text, **consent)


def sheets_of(question) -> dict[str, list[dict]]:
    book = load_workbook(BytesIO(answers_workbook(question)))
    sheets = {}
    for sheet in book:
        heading, *rows = sheet.iter_rows(values_only=True)
        sheets[sheet.title] = [
            {name: value or "" for name, value in zip(heading, row, strict=True)} for row in rows
        ]
    return sheets


def test_an_answer_is_one_row_per_part(question, sub_question):
    organization = OrganizationFactory(
        name="Wijkteam Oost", kind="jeugdteam", region=RegionFactory(name="Twente")
    )
    answer_of(question, sub_question, "Het loopt.", organization=organization, may_be_quoted=True)

    (row,) = sheets_of(question)["Antwoorden"]

    assert row == {
        "nummer": 1,
        "stem": "organisatie",
        "wie": "Wijkteam Oost",
        "organisatie": "Wijkteam Oost",
        "soort team": "jeugdteam",
        "regio": "Twente",
        "deelvraag": 1,
        "tekst van de deelvraag": sub_question.text,
        "keuze": "",
        "antwoord": "Het loopt.",
        "geen ervaring mee": "",
        "hoe noemen": "alleen organisatie",
        "citeren mag": "ja",
        "wanneer": "op tijd",
        "ingediend op": "19-11-2026",
    }


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

    order = [row.parts[0].text for row in answer_sheet(question).rows]

    assert sorted(order) == [f"{number:02}" for number in range(12)]
    assert order not in (sorted(order), sorted(order, reverse=True))
    assert order == [row.parts[0].text for row in answer_sheet(question).rows]


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

    book = load_workbook(BytesIO(answers_workbook(question)))

    (cell,) = [cell for row in book["Antwoorden"] for cell in row if "HYPERLINK" in str(cell.value)]
    assert cell.data_type == "s"
    assert cell.value.startswith("'")


@given(st.text())
def test_no_text_starts_a_formula_or_breaks_the_file(text):
    safe = safe_text(text)

    assert not safe.startswith(FORMULA_STARTS)
    sheet = Workbook().active
    sheet["A1"] = safe
    assert sheet["A1"].data_type in ("s", "n", "inlineStr")


@pytest.fixture
def synthesis(question, sub_question):
    return SynthesisFactory(
        question=question,
        recognized="Tijd ontbreekt.\n\nDe samenwerking groeit.",
        version=3,
        changed_at=DEADLINE,
    )


def document_of(question):
    return Document(BytesIO(synthesis_document(question, synthesis_of(question))))


def test_document_has_headings_language_version_and_the_fixed_line(question, synthesis):
    document = document_of(question)

    said = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]
    assert said[:3] == [
        ("Title", "Wat merk je van het convenant?"),
        ("Subtitle", "Synthese, versie 3, 20 november 2026"),
        ("Normal", "Dit is een weergave van ervaringen van leden, geen standpunt namens de leden."),
    ]
    assert [text for style, text in said if style == "Heading 1"] == [
        "De vraag",
        "Wat herkennen velen",
        "Waar lopen ervaringen uiteen, en waarvan hangt dat af",
        "Wat werkt niet en wat zou wèl kunnen",
        "Losse signalen",
        "Wat we niet weten",
    ]
    assert [text for style, text in said if style == "List Number"] == [
        "Tijd ontbreekt.",
        "De samenwerking groeit.",
    ]
    assert NO_POSITION in document.sections[0].footer.paragraphs[0].text
    languages = document.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert [language.get(qn("w:val")) for language in languages] == ["nl-NL"]


def test_document_quotes_with_attribution_and_only_with_consent(question, sub_question, synthesis):
    allowed = answer_of(
        question,
        sub_question,
        "Wij kijken samen.\x0b",
        organization=OrganizationFactory(name="Wijkteam Oost"),
        may_be_quoted=True,
    )
    withdrawn = answer_of(question, sub_question, "Niet meer.", organization=OrganizationFactory())
    for part in (allowed, withdrawn):
        Quote.objects.create(synthesis=synthesis, section="diverging", source=part, passage=part.text)

    quotes = [
        paragraph.text for paragraph in document_of(question).paragraphs if paragraph.style.name == "Quote"
    ]

    assert quotes == [question.wording, "‘Wij kijken samen.’ – Wijkteam Oost"]
