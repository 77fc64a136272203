"""The synthesis as docx: headings, language and numbered paragraphs, so that anyone can read and cite it."""

from datetime import datetime
from io import BytesIO

from django.utils import timezone
from django.utils.formats import date_format
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from questions.models import Question
from questions.queries.synthesis import QuoteRow, WrittenSynthesis

NO_POSITION = "Dit is een weergave van ervaringen van leden, geen standpunt namens de leden."
NOTHING_HERE = "Hierover staat niets in de antwoorden."


def synthesis_document(question: Question, synthesis: WrittenSynthesis) -> bytes:
    """Return the document."""
    document = Document()
    _set_language(document, "nl-NL")
    _name(document, question, synthesis.changed_at)
    document.styles["Normal"].font.name = "Calibri"
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(_clean(question.title), level=0)
    document.add_paragraph(f"Synthese, versie {synthesis.version}, {_day(synthesis.changed_at)}", "Subtitle")
    document.add_paragraph(NO_POSITION)
    document.add_heading("De vraag", level=1)
    document.add_paragraph(f"{_clean(question.asker)} vraagt:")
    document.add_paragraph(_clean(question.wording), "Quote")
    for section in synthesis.sections:
        document.add_heading(section.label, level=1)
        if section.is_empty:
            document.add_paragraph(NOTHING_HERE)
        for paragraph in section.paragraphs:
            document.add_paragraph(_clean(paragraph), "List Number")
        for quote in section.quotes:
            _add_quote(document, quote)
    document.sections[0].footer.paragraphs[0].text = NO_POSITION
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _add_quote(document, quote: QuoteRow) -> None:
    paragraph = document.add_paragraph(style="Quote")
    paragraph.add_run(f"‘{_clean(quote.passage)}’")
    paragraph.add_run(f" – {_clean(quote.attribution)}").italic = False


def _set_language(document, language: str) -> None:
    """Write the language into the default style, where screen readers and spelling checks look."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    mark.set(qn("w:eastAsia"), language)
    properties.append(mark)


def _name(document, question: Question, changed_at: datetime) -> None:
    about = document.core_properties
    about.title = _clean(f"Synthese: {question.title}")[:255]
    about.author = "Associatie Wijkteams"
    about.comments = NO_POSITION
    about.language = "nl-NL"
    about.created = about.modified = changed_at.replace(tzinfo=None)


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j F Y")


def _clean(text: str) -> str:
    """Drop the control characters that no document may hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text.replace("\r\n", "\n"))
