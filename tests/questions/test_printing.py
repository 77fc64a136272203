"""The synthesis on paper: as docx, as PDF, and as two pages; only the words that may be said."""

import re
import zlib
from io import BytesIO

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from files.text import holdable
from questions.exports.booklet import printed, synthesis_booklet
from questions.exports.document import synthesis_document
from questions.exports.edition import (
    GAPS,
    NOTHING_HERE,
    Edition,
    PrintedPassage,
    PrintedSection,
    edition_of,
)
from questions.exports.pack import table_pack
from questions.exports.text import NO_POSITION
from questions.exports.typesetting import UNDRAWN, drawable, typeset
from questions.models import AnswerPart, Passage, PassageSource, SynthesisVersion, Verdict
from questions.queries.voices import voice_key
from tests.factories.members import MemberFactory, OrganizationFactory
from tests.factories.questions import (
    DEADLINE,
    OPENED,
    AnswerFactory,
    AnswerPartFactory,
    PassageFactory,
    QuestionFactory,
    SubQuestionFactory,
    SynthesisFactory,
)

ADDRESS = "https://portaal.example.nl/landelijke-vragen/1/"


@pytest.fixture
def question(db):
    return QuestionFactory(
        opened=True,
        title="Wat merk je van het convenant?",
        forum="de regietafel",
        owner=MemberFactory(name="Pia Programma", email="pia@example.nl"),
    )


@pytest.fixture
def synthesis(question):
    return SynthesisFactory(question=question, version=3, changed_at=DEADLINE)


@pytest.fixture
def part(question):
    """What an organisation said that wants to be quoted."""
    answer = AnswerFactory(
        question=question, organization=OrganizationFactory(name="Oost"), submitted_at=OPENED
    )
    return AnswerPartFactory(
        answer=answer,
        sub_question=SubQuestionFactory(question=question),
        text="Wij kijken samen, elke week.",
        may_be_quoted=True,
    )


def passage_on(part, synthesis, text, *, kind=Passage.Kind.PARAPHRASE, section="recognized", excerpt=""):
    passage = PassageFactory(synthesis=synthesis, kind=kind, section=section, text=text)
    PassageSource.objects.create(passage=passage, part=part, excerpt=excerpt)
    return passage


@pytest.fixture
def written(part, synthesis):
    """A synthesis with one passage of each kind."""
    passage_on(part, synthesis, "Samen kijken helpt.", excerpt="elke week")
    passage_on(part, synthesis, "Wij kijken samen", kind=Passage.Kind.QUOTE, excerpt="Wij kijken samen")
    PassageFactory(synthesis=synthesis, section="diverging", text="Hierover verschilt men.")
    return synthesis


def document_of(question, version=None):
    return Document(BytesIO(synthesis_document(edition_of(question, version))))


def said(document) -> list[tuple[str, str]]:
    return [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs]


def footnotes_of(document) -> list[str]:
    """Return the notes under the pages, without the two lines above them."""
    (part,) = [
        relation.target_part
        for relation in document.part.rels.values()
        if relation.reltype.endswith("/footnotes")
    ]
    return [
        "".join(text.text for text in note.iter(qn("w:t"))).strip()
        for note in parse_xml(part.blob).iter(qn("w:footnote"))
        if note.get(qn("w:type")) is None
    ]


def opened(pdf: bytes) -> str:
    """Return all that stands in a PDF, with its packed parts unpacked."""
    parts = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(parts).decode("latin-1")


def pages_of(pdf: bytes) -> int:
    return len(re.findall(r"/Type\s*/Page\b", opened(pdf)))


def test_the_document_says_what_it_is_and_what_it_is_not(question, written):
    document = document_of(question)

    assert said(document)[:6] == [
        ("Title", "Wat merk je van het convenant?"),
        ("Subtitle", "Synthese, concept van 20 november 2026"),
        ("Normal", NO_POSITION),
        ("Heading 1", "De vraag"),
        ("Normal", "VNG vraagt:"),
        ("Quote", question.wording),
    ]
    assert NO_POSITION in document.sections[0].footer.paragraphs[0].text
    assert document.core_properties.title == "Synthese: Wat merk je van het convenant?"
    assert document.core_properties.language == "nl-NL"
    languages = document.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert [language.get(qn("w:val")) for language in languages] == ["nl-NL"]


def test_a_shared_version_is_named_by_its_number(question, written):
    version = SynthesisVersion.objects.create(
        synthesis=written, number=2, purpose="shared", sections=[], made_at=OPENED
    )

    assert ("Subtitle", "Synthese, versie 2, 2 november 2026") in said(document_of(question, version))


def test_every_section_stands_in_the_document_even_when_nothing_was_said(question, synthesis):
    lines = said(document_of(question))

    assert [text for style, text in lines if style == "Heading 1"] == [
        "De vraag",
        "Wat herkennen velen",
        "Waar lopen ervaringen uiteen, en waarvan hangt dat af",
        "Wat werkt niet en wat zou wèl kunnen",
        "Losse signalen",
        "Wat we niet weten",
        "Bijlage: in hun eigen woorden",
    ]
    assert lines.count(("Normal", NOTHING_HERE)) == 5


def test_passages_are_numbered_and_lead_to_their_sources_in_footnotes(question, written, part):
    document = document_of(question)

    assert [text for style, text in said(document) if style == "Passage"] == [
        "1\tSamen kijken helpt.",
        "2\t‘Wij kijken samen’ – Oost",
        "3\tHet programmateam: Hierover verschilt men.",
    ]
    key = voice_key(part.answer, part.naming)
    assert footnotes_of(document) == [f"Bron: {key} (organisatie: Oost)."] * 2
    marks = list(document.element.body.iter(qn("w:footnoteReference")))
    assert [mark.get(qn("w:id")) for mark in marks] == ["1", "2"]


def test_a_source_that_wants_no_name_has_none(question, written, part):
    AnswerPart.objects.update(naming="untraceable")

    document = document_of(question)

    assert "Oost" not in str(said(document) + footnotes_of(document))
    assert footnotes_of(document)[0].endswith("(organisatie: een organisatie).")


def test_the_annex_holds_only_words_of_who_wants_to_be_quoted(question, written, part, synthesis):
    silent = AnswerPartFactory(
        answer=AnswerFactory(question=question, member=MemberFactory(), submitted_at=OPENED),
        sub_question=part.sub_question,
        text="Liever niet letterlijk.",
    )
    passage_on(silent, synthesis, "Een lid ziet het anders.", excerpt="Liever niet letterlijk.")

    quotes = [text for style, text in said(document_of(question)) if style == "Quote"][1:]

    key = voice_key(part.answer, part.naming)
    assert quotes == [
        f"‘elke week’ – Oost. Bron {key}, passage 1.",
        f"‘Wij kijken samen’ – Oost. Bron {key}, passage 2.",
    ]


def test_a_passage_whose_writer_came_back_on_it_is_gone_and_its_number_stays_free(question, written, part):
    AnswerPart.objects.update(may_be_quoted=False)

    lines = said(document_of(question))

    assert ("Normal", GAPS) in lines
    assert [text[0] for style, text in lines if style == "Passage"] == ["1", "3"]
    assert "Wij kijken samen" not in str(lines)


def test_what_respondents_said_stands_beside_the_passage(question, written, part):
    passage = written.passages.first()
    Verdict.objects.create(
        passage=passage, answer=part.answer, word="nuance", text="Niet in de zomer.", given_at=DEADLINE
    )

    lines = said(document_of(question))

    at = lines.index(("Passage", "1\tSamen kijken helpt."))
    assert lines[at + 1] == ("Kanttekening", "Oost mist nuance: Niet in de zomer.")


def test_the_pdf_is_tagged_and_has_a_title_and_a_language(question, written):
    pdf = synthesis_booklet(edition_of(question, None))

    inside = opened(pdf)
    assert "/StructTreeRoot" in inside
    assert re.search(r"/Marked\s+true", inside)
    assert re.search(r"/Lang\s*\(nl-NL\)", inside)
    assert re.search(r"/DisplayDocTitle\s+true", inside)
    assert "<pdfuaid:part>1</pdfuaid:part>" in inside
    assert "Wat merk je van het convenant?" in inside
    assert re.search(r"/S\s*/Note", inside)


@pytest.mark.parametrize("markup", ["#eval(1)", "= Kop", "$x^2$", "*vet*", "<label> @ref", "\\u{41}", '"'])
def test_what_people_write_is_never_run(question, part, synthesis, markup):
    passage_on(part, synthesis, markup)

    pdf = synthesis_booklet(edition_of(question, None))

    assert pdf.startswith(b"%PDF")
    # The question, five sections and the annex; nobody writes a heading of her own.
    assert len(re.findall(r"/S\s*/H1\b", opened(pdf))) == 7


def _edition(text: str) -> Edition:
    """Return an edition that says this everywhere."""
    passage = PrintedPassage(1, False, False, [text], text, text, text, [text])
    return Edition(text, text, DEADLINE, text, text, [PrintedSection("failing", text, [passage])], [], False)


@given(st.text())
@settings(max_examples=60)
def test_whatever_people_type_both_documents_can_be_made(text):
    edition = _edition(f"a{holdable(text)}")

    assert typeset("print", printed(edition)).startswith(b"%PDF")
    assert said(Document(BytesIO(synthesis_document(edition))))


def test_a_sign_that_no_font_of_ours_draws_becomes_a_box():
    assert drawable("één € ‘ja’ 😀") == f"één € ‘ja’ {UNDRAWN}"


@pytest.mark.parametrize("count", [0, 1, 60])
def test_the_pack_is_two_pages_whatever_was_written(question, part, synthesis, count):
    for section in ("recognized", "diverging", "failing", "signals", "unknown"):
        for number in range(count):
            passage_on(part, synthesis, f"{number} " + "Dit vraagt veel tijd. " * 80, section=section)
    question.wording = "Wat merken jullie hiervan? " * 200

    pdf = table_pack(question, edition_of(question, None), ADDRESS)

    assert pages_of(pdf) == 2
    assert "<pdfuaid:part>1</pdfuaid:part>" in opened(pdf)


@pytest.mark.parametrize("count", [1, 3])
def test_reading_the_edition_takes_as_many_queries_for_three_passages_as_for_one(
    question, part, synthesis, count, django_assert_max_num_queries
):
    for number in range(count):
        passage_on(part, synthesis, f"Passage {number}")

    with django_assert_max_num_queries(8):
        edition_of(question, None)
