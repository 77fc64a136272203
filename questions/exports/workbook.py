"""All answers to a question as xlsx, safe to open and no more precise than their writers chose."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from questions.models import Question
from questions.queries.answers import AnswerRow, PartRow, answer_sheet
from questions.queries.office import AskedRow, overview_of

# What a spreadsheet program takes for the start of a formula or a command.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
ANSWER_COLUMNS = {
    "nummer": 9, "stem": 13, "wie": 32, "organisatie": 28, "soort team": 20, "regio": 20, "deelvraag": 10,
    "tekst van de deelvraag": 40, "keuze": 20, "antwoord": 80, "geen ervaring mee": 12,
    "hoe noemen": 18, "citeren mag": 12, "wanneer": 14, "ingediend op": 14,
}  # fmt: skip
ASKED_COLUMNS = {
    "stem": 13, "gevraagde": 32, "waarom gevraagd": 40, "reactie": 18, "toelichting": 50,
}  # fmt: skip
CODEBOOK = [
    ("Over dit bestand", "Alle ingediende antwoorden op één landelijke vraag. Concepten staan er niet in."),
    ("Twee stemmen", "Antwoorden namens een organisatie, en persoonlijke. Tel ze niet bij elkaar op."),
    ("nummer", "Telt binnen dit bestand. De volgorde is willekeurig en zegt niet wie het schreef."),
    ("wie", "De aanduiding die de schrijver koos. Gebruik geen andere."),
    ("niet herleidbaar", "Organisatie, soort team, regio en datum zijn weggelaten. Zoek ze niet op."),
    ("citeren mag", "Alleen bij ‘ja’ mag je letterlijk citeren, met de aanduiding uit de kolom ‘wie’."),
    ("na sluiting", "Ingediend na de sluitingsdatum."),
    ("geen ervaring mee", "De schrijver heeft hier geen ervaring mee. Dat is ook een antwoord."),
    ("Gevraagden", "Wie gevraagd is en hoe die reageerde. Deel dit blad niet buiten het programmateam."),
    ("Let op", "Dit is een weergave van ervaringen van leden, geen standpunt namens de leden."),
]


def answers_workbook(question: Question) -> bytes:
    """Return the workbook: answers, who was asked, and what the columns mean."""
    book = Workbook(write_only=True)
    book.properties.title = question.title
    book.properties.creator = "Associatie Wijkteams"
    book.properties.language = "nl-NL"
    _write_sheet(book, "Antwoorden", ANSWER_COLUMNS, _answer_rows(question))
    _write_sheet(book, "Gevraagden", ASKED_COLUMNS, _asked_rows(question))
    _write_sheet(book, "Toelichting", {"woord": 24, "betekenis": 100}, [("Vraag", question.title), *CODEBOOK])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def safe_text(value: object) -> str:
    """
    Return text that a spreadsheet program shows and never runs.

    SECURITY: an answer that begins like a formula would be carried out on the reader's machine.
    """
    text = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _write_sheet(book: Workbook, title: str, columns: dict[str, int], rows: Iterable[tuple]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(columns.values(), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, name, is_heading=True) for name in columns])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet, value: object, *, is_heading: bool = False) -> Cell | int:
    if isinstance(value, int):
        return value
    cell = WriteOnlyCell(sheet, value=safe_text(value))
    cell.data_type = "s"
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if is_heading:
        cell.font = Font(bold=True)
    return cell


def _answer_rows(question: Question) -> Iterator[tuple]:
    for answer in answer_sheet(question).rows:
        for part in answer.parts:
            if not part.is_empty:
                yield _answer_row(answer, part)


def _answer_row(answer: AnswerRow, part: PartRow) -> tuple:
    # PRIVACY: the day of an untraceable answer would lead to the list of who reacted when.
    day = "" if part.is_untraceable else f"{timezone.localtime(answer.submitted_at):%d-%m-%Y}"
    return (
        answer.number, part.voice.type, part.voice.label, part.voice.organization, part.voice.kind,
        part.voice.region, part.sub_question.position, part.sub_question.text, part.choice, part.text,
        "ja" if part.has_no_experience else "", part.naming, "ja" if part.may_be_quoted else "nee",
        "na sluiting" if answer.is_late else "op tijd", day,
    )  # fmt: skip


def _asked_rows(question: Question) -> Iterator[tuple]:
    overview = overview_of(question)
    for voice, rows in (("organisatie", overview.organizations), ("persoonlijk", overview.members)):
        for row in rows:
            yield _asked_row(voice, row)


def _asked_row(voice: str, row: AskedRow) -> tuple:
    return voice, row.name, ", ".join(row.reasons), row.reaction_label, row.note
