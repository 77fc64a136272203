"""The synthesis as docx: headings, language, numbers and footnotes, so that anyone can read and cite it."""

from datetime import UTC
from io import BytesIO

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from questions.exports.edition import GAPS, NOTHING_HERE, Edition, PrintedPassage
from questions.exports.footnotes import Footnotes
from questions.exports.text import AUTHOR, LANGUAGE, NO_POSITION

PETROL = RGBColor(0x0B, 0x55, 0x63)
NUMBERED, CONTINUED, NOTE = "Passage", "Passage vervolg", "Kanttekening"
INDENT = Cm(1)


def synthesis_document(edition: Edition) -> bytes:
    """Return the document."""
    document = Document()
    _set_language(document)
    _set_properties(document, edition)
    _set_styles(document)
    footnotes = Footnotes(document)
    _write_beginning(document, edition)
    for section in edition.sections:
        document.add_heading(section.heading, level=1)
        if not section.passages:
            document.add_paragraph(NOTHING_HERE)
        for passage in section.passages:
            _write_passage(document, footnotes, passage)
    _write_quotes(document, edition)
    _write_footer(document)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _write_beginning(document, edition: Edition) -> None:
    document.add_heading(edition.title, level=0)
    document.add_paragraph(edition.subtitle, "Subtitle")
    document.add_paragraph(NO_POSITION)
    if edition.has_gaps:
        document.add_paragraph(GAPS)
    document.add_heading("De vraag", level=1)
    document.add_paragraph(f"{edition.asker} vraagt:")
    document.add_paragraph(edition.wording, "Quote")


def _write_passage(document, footnotes: Footnotes, passage: PrintedPassage) -> None:
    first, *rest = passage.paragraphs or [""]
    opening = "Het programmateam: " if passage.is_own else ""
    # The number is typed, because it is what people cite: a passage that falls out takes its own along.
    last = document.add_paragraph(f"{passage.number}\t{opening}", NUMBERED)
    last.add_run(f"‘{first}’" if passage.is_quote else first)
    for text in rest:
        last = document.add_paragraph(text, CONTINUED)
    if passage.is_quote and passage.attribution:
        last.add_run(f" – {passage.attribution}")
    if passage.sources:
        footnotes.add(last, passage.sources)
    for note in passage.notes:
        document.add_paragraph(note, NOTE)


def _write_quotes(document, edition: Edition) -> None:
    document.add_heading("Bijlage: in hun eigen woorden", level=1)
    if not edition.quotes:
        document.add_paragraph("Niemand van wie iets is opgenomen, koos ervoor om geciteerd te worden.")
        return
    document.add_paragraph("Alleen woorden van wie geciteerd wil worden, met de passage waar ze bij horen.")
    for quote in edition.quotes:
        paragraph = document.add_paragraph(f"‘{quote.text}’", "Quote")
        paragraph.add_run(f" – {quote.who}. Bron {quote.source}, passage {quote.number}.").italic = False


def _write_footer(document) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.text = f"{NO_POSITION} Pagina "
    _add_field(paragraph, "PAGE")


def _add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add what Word works out itself when it lays out the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)


def _set_styles(document) -> None:
    styles = document.styles
    styles["Normal"].font.name = "Calibri"
    styles["Normal"].font.size = Pt(11)
    for name in ("Title", "Subtitle", "Heading 1"):
        styles[name].font.color.rgb = PETROL
    numbered = _add_style(styles, NUMBERED)
    numbered.paragraph_format.first_line_indent = -INDENT
    numbered.paragraph_format.tab_stops.add_tab_stop(INDENT)
    _add_style(styles, CONTINUED)
    _add_style(styles, NOTE).font.italic = True


def _add_style(styles, name: str) -> ParagraphStyle:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.paragraph_format.left_indent = INDENT
    return style


def _set_language(document) -> None:
    """Write the language into the default style, where screen readers and spelling checks look."""
    defaults = document.styles.element.find(qn("w:docDefaults"))
    properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    mark = OxmlElement("w:lang")
    for script in ("val", "eastAsia"):
        mark.set(qn(f"w:{script}"), LANGUAGE)
    properties.append(mark)


def _set_properties(document, edition: Edition) -> None:
    about = document.core_properties
    about.title = f"Synthese: {edition.title}"[:255]
    about.author = about.last_modified_by = AUTHOR
    about.comments = NO_POSITION
    about.language = LANGUAGE
    # The format knows UTC only.
    about.created = about.modified = edition.made_at.astimezone(UTC).replace(tzinfo=None)
