"""Footnotes for python-docx, which has none: a part of its own, as Word writes it."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
# The lines above the notes on a page, and above those that run on to the next.
SEPARATORS = {-1: "separator", 0: "continuationSeparator"}
TEXT_STYLE, MARK_STYLE = "footnote text", "footnote reference"


class Footnotes:
    """The footnotes of one document, numbered from 1 in the order in which they are added."""

    def __init__(self, document: Document):
        self._document = document
        self._root = parse_xml(f"<w:footnotes {nsdecls('w')}/>")
        self._count = 0
        self._add_styles()
        for number, kind in SEPARATORS.items():
            self._add_separator(number, kind)
        part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE, self._root, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)

    def add(self, paragraph: Paragraph, text: str) -> None:
        """Set a mark at the end of a paragraph, and this text at the foot of the page."""
        self._count += 1
        run = paragraph.add_run()
        run.style = self._document.styles[MARK_STYLE]
        run._r.append(_element("w:footnoteReference", id=self._count))

        note = _element("w:footnote", id=self._count)
        self._root.append(note)
        line = Paragraph(note.makeelement(qn("w:p")), self._document._body)
        note.append(line._p)
        line.style = self._document.styles[TEXT_STYLE]
        mark = line.add_run()
        mark.style = self._document.styles[MARK_STYLE]
        mark._r.append(OxmlElement("w:footnoteRef"))
        line.add_run(f" {text}")

    def _add_styles(self) -> None:
        styles = self._document.styles
        text = styles.add_style(TEXT_STYLE, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        text.base_style = styles["Normal"]
        text.font.size = Pt(9)
        text.paragraph_format.space_after = Pt(2)
        mark = styles.add_style(MARK_STYLE, WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True

    def _add_separator(self, number: int, kind: str) -> None:
        note = _element("w:footnote", type=kind, id=number)
        paragraph = OxmlElement("w:p")
        run = OxmlElement("w:r")
        run.append(OxmlElement(f"w:{kind}"))
        paragraph.append(run)
        note.append(paragraph)
        self._root.append(note)
        settings = self._document.settings.element
        properties = settings.find(qn("w:footnotePr"))
        if properties is None:
            properties = OxmlElement("w:footnotePr")
            # The schema fixes the order of settings; what follows the notes stands after them.
            settings.find(qn("w:compat")).addprevious(properties)
        properties.append(_element("w:footnote", id=number))


def _element(name: str, **attributes: object):
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    return element
