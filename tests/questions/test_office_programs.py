"""The files in the programs that people open them with: what we put in them is found there."""

import csv
from io import BytesIO

import pandas
import pytest

from questions.exports.document import synthesis_document
from questions.exports.edition import edition_of
from questions.exports.workbook import answers_workbook
from questions.models import Passage, PassageSource
from questions.queries.voices import voice_key
from tests.factories.members import OrganizationFactory
from tests.factories.questions import (
    OPENED,
    AnswerFactory,
    AnswerPartFactory,
    PassageFactory,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
    SynthesisFactory,
)
from tests.office import convert

SHEETS = ["Antwoorden", "Gevraagden", "Toelichting"]
# All sheets as text between quotes, in UTF-8.
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
SAID = [
    "Het loopt.",
    '=HYPERLINK("http://x";"klik")',
    "Twee regels,\nmet een komma",
    "Eén € – “ja”",
    "@som(1)",
]


@pytest.fixture
def question(db):
    question = QuestionFactory(opened=True, title="Wat merk je van het convenant?")
    sub_question = SubQuestionFactory(question=question)
    for number, text in enumerate(SAID):
        organization = OrganizationFactory(name=f"Wijkteam {number}")
        RecipientFactory(question=question, organization=organization, reasons=["thema Veiligheid"])
        answer = AnswerFactory(question=question, organization=organization, submitted_at=OPENED)
        AnswerPartFactory(answer=answer, sub_question=sub_question, text=text)
    return question


def test_libreoffice_and_pandas_read_the_same_rows(question, tmp_path):
    content = answers_workbook(question, lambda progress: None)
    (tmp_path / "antwoorden.xlsx").write_bytes(content)

    folder = convert(tmp_path / "antwoorden.xlsx", AS_CSV)

    frames = pandas.read_excel(BytesIO(content), sheet_name=None, dtype=str, keep_default_na=False)
    assert list(frames) == SHEETS
    for name, frame in frames.items():
        with (folder / f"antwoorden-{name}.csv").open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == [list(frame.columns), *frame.to_numpy().tolist()]
    texts = sorted(frames["Antwoorden"]["antwoord"])
    assert texts == sorted(f"'{text}" if text[0] in "=@" else text for text in SAID)


def test_libreoffice_opens_the_document_and_prints_it(question, tmp_path):
    part = question.answers.first().parts.get()
    passage = PassageFactory(
        synthesis=SynthesisFactory(question=question),
        kind=Passage.Kind.PARAPHRASE,
        text="Samen kijken helpt.",
    )
    PassageSource.objects.create(passage=passage, part=part)
    (tmp_path / "synthese.docx").write_bytes(synthesis_document(edition_of(question, None)))

    page = (convert(tmp_path / "synthese.docx", "html") / "synthese.html").read_text()
    pdf = (convert(tmp_path / "synthese.docx", "pdf") / "synthese.pdf").read_bytes()

    assert "Samen kijken helpt." in page
    note = page[page.index('id="sdfootnote1"') :]
    assert voice_key(part.answer, part.naming) in note
    assert 'lang="nl-NL"' in page
    assert pdf.startswith(b"%PDF")
