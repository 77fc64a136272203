"""All answers to a question as xlsx, safe to open and no more precise than their writers chose."""

from collections.abc import Iterable
from io import BytesIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from files.tables.cells import safe_text
from questions.exports.progress import Progress, counting
from questions.exports.text import AUTHOR, LANGUAGE, NO_POSITION
from questions.models import Question
from questions.queries.blocks import BlockRow, InvitedRow, block_count, block_rows, invited_rows
from questions.queries.voices import MEMBER, ORGANIZATION

ANSWER_COLUMNS = {
    "bron": 12, "stem": 13, "wie": 32, "organisatie": 28, "soort team": 20, "regio": 20, "deelvraag": 10,
    "tekst van de deelvraag": 40, "lezing": 10, "wie het zo ziet": 24, "wat is dit": 12, "keuze": 20,
    "antwoord": 80, "geen ervaring mee": 12, "labels": 28, "hoe noemen": 18, "citeren mag": 12,
    "wie leest dit": 22, "wanneer": 14, "ingediend op": 14,
}  # fmt: skip
INVITED_COLUMNS = {
    "stem": 13, "gevraagde": 32, "waarom gevraagd": 40, "reactie": 18, "toelichting": 50,
}  # fmt: skip
CODEBOOK_COLUMNS = {"woord": 24, "betekenis": 100}
CODEBOOK = [
    ("Antwoorden", "Wat is ingediend, één rij per deelantwoord. Concepten en ingetrokken antwoorden niet."),
    ("bron", "De code van een stem. Dezelfde code staat in de voetnoten van de synthese."),
    ("stem", "‘organisatie’ of ‘persoonlijk’. Dat zijn twee stemmen: tel ze niet bij elkaar op."),
    ("wie", "De aanduiding die de schrijver koos. Gebruik geen andere."),
    ("lezing", "Een organisatie die het intern niet eens is, geeft meer lezingen. Elke lezing telt."),
    ("wie het zo ziet", "Van wie een lezing is, in de woorden van de schrijver."),
    ("wat is dit", "Feit, ervaring, voorbeeld of mening, zoals de schrijver het zelf noemt."),
    ("geen ervaring mee", "De schrijver heeft hier geen ervaring mee. Dat is ook een antwoord."),
    ("labels", "Hoe het programmateam dit deelantwoord ordende. Het is geen woord van de schrijver."),
    ("hoe noemen", "Wat de schrijver koos. Deelantwoorden die anders genoemd worden, hebben elk hun bron."),
    ("niet herleidbaar", "Organisatie, soort team, regio en datum zijn weggelaten. Zoek ze niet op."),
    ("citeren mag", "Alleen bij ‘ja’ mag je letterlijk citeren, met de aanduiding uit de kolom ‘wie’."),
    ("wie leest dit", "Aan wie je het deelantwoord mag laten lezen. Nooit aan meer mensen."),
    ("na sluiting", "Ingediend na de sluitingsdatum."),
    ("ingediend op", "Alleen als de dag niet verraadt wie het schreef."),
    ("Gevraagden", "Wie gevraagd is en hoe die reageerde. Deel dit blad niet buiten het programmateam."),
    ("' vooraan", "Een teken dat we zetten voor tekst die op een formule lijkt, zodat er niets gebeurt."),
    ("Let op", NO_POSITION),
]


def answers_workbook(question: Question, progress: Progress) -> bytes:
    """Return the workbook: answers, who was asked, and what the columns mean."""
    book = Workbook(write_only=True)
    book.properties.title = safe_text(question.title)
    book.properties.creator = AUTHOR
    book.properties.language = LANGUAGE
    invited_count = question.recipients.count()
    blocks = counting(block_rows(question), block_count(question), progress, up_to=70)
    invited = counting(invited_rows(question), invited_count, progress, start=70, up_to=90)
    _write_sheet(book, "Antwoorden", ANSWER_COLUMNS, map(_answer_row, blocks))
    _write_sheet(book, "Gevraagden", INVITED_COLUMNS, map(_invited_row, invited))
    _write_sheet(book, "Toelichting", CODEBOOK_COLUMNS, [("Vraag", question.title), *CODEBOOK])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _write_sheet(book: Workbook, title: str, columns: dict[str, int], rows: Iterable[tuple]) -> None:
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for number, width in enumerate(columns.values(), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    heading, plain = _styled(sheet, bold=True), _styled(sheet)
    sheet.append([_cell(sheet, name, heading) for name in columns])
    for row in rows:
        sheet.append([_cell(sheet, value, plain) for value in row])


def _styled(sheet, *, bold: bool = False) -> Cell:
    """Return a cell that others look like."""
    cell = WriteOnlyCell(sheet)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(name="Calibri", size=11, bold=bold)
    return cell


def _cell(sheet, value: object, looks_like: Cell) -> Cell | int | None:
    if isinstance(value, int):
        return value
    if not value:
        return None
    cell = WriteOnlyCell(sheet, value=safe_text(str(value)))
    cell.data_type = "s"
    # Looking a style up for each of a hundred thousand cells takes longer than all the rest.
    cell._style = looks_like._style
    return cell


def _answer_row(block: BlockRow) -> tuple:
    voice, day = block.voice, block.submitted_at
    return (
        block.key, voice.type, voice.label, voice.organization, voice.kind, voice.region,
        block.sub_question.position, block.sub_question.text, block.reading, block.held_by, block.nature,
        block.choice, block.text, "ja" if block.has_no_experience else "", ", ".join(block.labels),
        block.naming, "ja" if block.may_be_quoted else "nee", block.readers,
        "na sluiting" if block.is_late else "op tijd", f"{timezone.localtime(day):%d-%m-%Y}" if day else "",
    )  # fmt: skip


def _invited_row(row: InvitedRow) -> tuple:
    voice = ORGANIZATION if row.is_organization else MEMBER
    return voice, row.name, ", ".join(row.reasons), row.reaction, row.note
