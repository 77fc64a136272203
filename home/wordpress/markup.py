"""
The markup of a WordPress text as the pieces that our pages are made of.

Nothing is passed on: each piece is written anew from what was read, and holds only tags of our own.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from itertools import groupby
from typing import NamedTuple

from lxml import etree, html

from home.wordpress.report import Notes

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
LISTS = {"ul", "ol"}
BLOCKS = HEADINGS | LISTS | {
    "address", "article", "aside", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "footer",
    "form", "header", "hr", "li", "main", "nav", "p", "pre", "section", "summary", "td", "th", "tr",
}  # fmt: skip
BOLD, ITALIC = {"b", "strong", "dt", "summary"}, {"i", "em", "cite", "dfn"}
UNSEEN = {
    "script",
    "style",
    "noscript",
    "template",
    "svg",
    "head",
    "title",
    "select",
    "button",
    "input",
    "textarea",
}
PLAYED = {"iframe", "video", "audio", "embed", "object"}
SCHEMES = ("https://", "http://", "mailto:", "tel:")
GUTENBERG = "<!-- wp:"
UNSEEN_SIGNS = " \n\t\xa0\u200b\ufeff"

_BLANK = re.compile(r"\n[ \t\r\f\v\xa0]*\n\s*")
_SPACE = re.compile(r"[ \t\r\f\v\n]+")
_ADDRESS = re.compile(r"https?://\S+")
_INLINE_FILE = re.compile(r"""data:[a-z]+/[^"'\s)>]{200,}""", re.IGNORECASE)
_TAG = re.compile(
    r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|<[a-zA-Z/!][^<>]*>", re.DOTALL | re.IGNORECASE
)
_NUMBER = re.compile(r"\bwp-image-(\d{1,15})\b")


@dataclass(frozen=True)
class Text:
    """Headings, paragraphs and lists."""

    html: str


@dataclass(frozen=True)
class Figure:
    """An image, by its address or by the number of its row."""

    address: str
    number: int
    alt: str
    caption: str = ""


@dataclass(frozen=True)
class Download:
    """A file that stands by itself."""

    address: str
    label: str


Piece = Text | Figure | Download
Link = Mapping[str, str]


class Run(NamedTuple):
    """Some words that look alike; a line end is words as well."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    link: str = ""


BREAK = Run("\n")


def pieces(content: str, link: Callable[[str], Link], notes: Notes) -> list[Piece]:
    """
    Return the pieces of a text, broken markup mended.

    ``link`` gives the attributes of a link to an address, or nothing when it leads nowhere.
    """
    if not content.strip():
        return []
    content = _INLINE_FILE.sub("data:", content)
    writer = _Writer(link, notes, keeps_lines=GUTENBERG not in content)
    tree = html.document_fromstring(
        f"<html><body><div>{content}</div></body></html>",
        parser=html.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding=None),
    )
    try:
        writer.write(tree)
    except RecursionError:
        writer.pieces = []
    if not writer.pieces and (words := _one_line(unescape(_TAG.sub(" ", content)))):
        notes.part("opmaak die te diep in elkaar zit; alleen de tekst is gebleven")
        return [Text(f"<p>{escape(words, quote=False)}</p>")]
    return writer.pieces


def plain(markup: str) -> str:
    """Return the words of some markup on one line."""
    if "<" not in markup and "&" not in markup:
        return _SPACE.sub(" ", markup).strip()
    tree = html.document_fromstring(f"<div>{markup}</div>")
    for node in tree.iter("script", "style"):
        node.text = ""
    return _SPACE.sub(" ", " ".join(tree.itertext())).strip()


class _Writer:
    """Walks through a text and writes pieces."""

    def __init__(self, link: Callable[[str], Link], notes: Notes, *, keeps_lines: bool) -> None:
        self.pieces: list[Piece] = []
        self._link = link
        self._notes = notes
        # In a text from before blocks, a line end is a line end and a blank line ends a paragraph.
        self._keeps_lines = keeps_lines
        self._blocks: list[str] = []
        self._runs: list[Run] = []
        self._waiting: list[Piece] = []
        self._levels: dict[str, str] = {}

    def write(self, tree: etree._Element) -> None:
        """Write everything."""
        # The title of a page is its h1, so the highest heading of a text is an h2, whatever it was.
        used = sorted({node.tag for node in tree.iter(*HEADINGS) if _has_words(node)})
        self._levels = {level: "h2" if level == used[0] else "h3" for level in used}
        self._flow(tree, Run(""))
        self._end_text()

    # What stands in the flow of the page.

    def _flow(self, node: etree._Element, like: Run) -> None:
        self._say(node.text, like)
        for child in node:
            self._visit(child, like)
            self._say(child.tail, like)

    def _visit(self, node: etree._Element, like: Run) -> None:
        tag = node.tag
        if tag in UNSEEN:
            return
        if tag in PLAYED:
            self._played(node)
        elif tag == "img":
            self._picture(node)
        elif tag == "br":
            self._runs.append(BREAK)
        elif tag in HEADINGS:
            self._heading(node)
        elif tag in LISTS:
            self._end_paragraph()
            self._blocks.append(self._list(node))
            self._place_waiting()
        elif tag == "blockquote":
            self._quote(node)
        elif tag == "table":
            self._table(node)
        elif tag == "figure":
            self._figure(node)
        elif tag == "div" and "wp-block-file" in node.get("class", ""):
            self._download(node)
        elif tag in BLOCKS:
            self._end_paragraph()
            self._flow(node, self._like(node, like))
            self._end_paragraph()
        else:
            self._flow(node, self._like(node, like))

    def _say(self, text: str | None, like: Run) -> None:
        if not text:
            return
        if not self._keeps_lines:
            self._add(_SPACE.sub(" ", text), like)
            return
        for number, paragraph in enumerate(_BLANK.split(text.replace("\r\n", "\n"))):
            if number:
                self._end_paragraph()
            for line_number, line in enumerate(paragraph.split("\n")):
                if line_number:
                    self._runs.append(BREAK)
                self._add(_SPACE.sub(" ", line), like)

    def _add(self, text: str, like: Run) -> None:
        if text:
            self._runs.append(Run(text, like.is_bold, like.is_italic, like.link))

    def _end_paragraph(self) -> None:
        runs, self._runs = self._runs, []
        if len(runs) == 1 and not any(runs[0][1:]) and "://" not in runs[0].text:
            # Most paragraphs are one run of plain words.
            if words := runs[0].text.strip(UNSEEN_SIGNS):
                self._blocks.append(f"<p>{escape(words, quote=False)}</p>")
        elif _are_words(runs):
            self._blocks.append(f"<p>{self._written(self._with_address(runs))}</p>")
        self._place_waiting()

    def _place_waiting(self) -> None:
        """Put images behind the paragraph or the list in which they stood."""
        waiting, self._waiting = self._waiting, []
        for piece in waiting:
            self._place(piece)

    def _end_text(self) -> None:
        self._end_paragraph()
        self._end_blocks()

    def _end_blocks(self) -> None:
        blocks, self._blocks = self._blocks, []
        if blocks:
            self.pieces.append(Text("".join(blocks)))

    def _place(self, piece: Piece) -> None:
        self._end_blocks()
        self.pieces.append(piece)

    # What is a piece of its own.

    def _heading(self, node: etree._Element) -> None:
        self._end_paragraph()
        words = self._inside(node, is_plain=True)
        if words:
            level = self._levels[node.tag]
            self._blocks.append(f"<{level}>{words}</{level}>")
        self._place_waiting()

    def _list(self, node: etree._Element) -> str:
        items = []
        for item in node:
            if item.tag in LISTS:
                items.append(f"<li>{self._list(item)}</li>")
                continue
            words = self._inside(item, without=LISTS)
            nested = "".join(self._list(inner) for inner in item if inner.tag in LISTS)
            if words or nested:
                items.append(f"<li>{words}{nested}</li>")
        return f"<{node.tag}>{''.join(items)}</{node.tag}>" if items else ""

    def _quote(self, node: etree._Element) -> None:
        self._end_paragraph()
        cites = [cite for cite in node.iter("cite", "footer") if _has_words(cite)]
        speaker = " ".join(_words(cite) for cite in cites)
        runs = list(self._runs_in(node, Run(""), without={"cite", "footer"}))
        lines = "".join(run.text for run in runs).strip(' “”"\n').splitlines()
        if words := "<br/>".join(escape(line.strip(), quote=False) for line in lines if line.strip()):
            # A quote of ours says when its speaker agreed, and nobody knows that here.
            self._notes.part(
                "citaten; ze staan er als alinea, want wie het zei heeft hier geen toestemming gegeven"
            )
            by = f"<br/>{escape(speaker, quote=False)}" if speaker else ""
            self._blocks.append(f"<p>“{words}”{by}</p>")
        self._place_waiting()

    def _table(self, node: etree._Element) -> None:
        self._end_paragraph()
        rows = [[cell for cell in row if cell.tag in ("td", "th")] for row in node.iter("tr")]
        rows = [row for row in rows if row]
        if all(len(row) == 1 for row in rows):
            # One column holds a page together, and says nothing in rows.
            for row in rows:
                self._flow(row[0], Run(""))
                self._end_paragraph()
            return
        self._notes.part("tabellen; ze staan er als lijst")
        heads = []
        if all(cell.tag == "th" for cell in rows[0]) or rows[0][0].getparent().getparent().tag == "thead":
            heads = [self._inside(cell, is_plain=True) for cell in rows.pop(0)]
        items = [self._row(row, heads) for row in rows]
        if caption := " ".join(_words(caption) for caption in node.iter("caption")):
            self._blocks.append(f"<p><b>{escape(caption)}</b></p>")
        if any(items):
            self._blocks.append(f"<ul>{''.join(f'<li>{item}</li>' for item in items if item)}</ul>")
        self._place_waiting()

    def _row(self, row: list[etree._Element], heads: list[str]) -> str:
        cells = []
        for number, cell in enumerate(row):
            words = self._inside(cell)
            head = heads[number] if number < len(heads) else ""
            if words:
                cells.append(f"{head}: {words}" if head else words)
        return "; ".join(cells)

    def _figure(self, node: etree._Element) -> None:
        images = list(node.iter("img"))
        captions = list(node.iter("figcaption"))
        if len(images) == 1:
            self._end_paragraph()
            caption = " ".join(_words(caption) for caption in captions)
            self._picture(images[0], caption=caption[:240])
            self._place_waiting()
            return
        self._end_paragraph()
        self._flow(node, Run(""))
        self._end_paragraph()

    def _picture(self, node: etree._Element, *, caption: str = "") -> None:
        address = node.get("data-src") or node.get("data-lazy-src") or node.get("src") or ""
        number = _NUMBER.search(node.get("class", ""))
        figure = Figure(
            address.strip(), int(number.group(1)) if number else 0, _one_line(node.get("alt", "")), caption
        )
        self._waiting.append(figure)

    def _download(self, node: etree._Element) -> None:
        self._end_paragraph()
        link = next((link for link in node.iter("a") if link.get("href")), None)
        if link is not None:
            self._place(Download(link.get("href"), _words(link)[:240]))

    def _played(self, node: etree._Element) -> None:
        """A reader goes to where a film or a map is; nothing of another host is shown in our pages."""
        self._end_paragraph()
        sources = [node, *node.iter("source", "embed")]
        address = next(
            (
                source.get("src") or source.get("data")
                for source in sources
                if source.get("src") or source.get("data")
            ),
            "",
        )
        self._notes.part("ingesloten films, kaarten en formulieren; er staat een link")
        if address.startswith("//"):
            address = f"https:{address}"
        if attributes := self._attributes(address):
            words = escape(node.get("title") or address)
            self._blocks.append(f"<p><a {attributes}>{words}</a></p>")

    # Words.

    def _inside(self, node: etree._Element, *, is_plain: bool = False, without: Iterable[str] = ()) -> str:
        runs = list(self._runs_in(node, Run(""), without=set(without)))
        if is_plain:
            return escape(_one_line("".join(run.text for run in runs)), quote=False)
        return self._written(runs) if _are_words(runs) else ""

    def _runs_in(self, node: etree._Element, like: Run, *, without: set[str]) -> Iterator[Run]:
        """Yield the words within a node; a block begins and ends a line, an image waits."""
        like = self._like(node, like)
        yield from self._said(node.text, like)
        for child in node:
            if child.tag == "img":
                self._picture(child)
            elif (
                child.tag in PLAYED
                or (child.tag in LISTS and not without & LISTS)
                or child.tag in BLOCKS - LISTS
            ):
                yield BREAK
                yield from self._runs_in(child, like, without=without)
                yield BREAK
            elif child.tag == "br":
                yield BREAK
            elif child.tag not in UNSEEN and child.tag not in without:
                yield from self._runs_in(child, like, without=without)
            yield from self._said(child.tail, like)

    @staticmethod
    def _said(text: str | None, like: Run) -> Iterator[Run]:
        if text:
            yield Run(_SPACE.sub(" ", text), like.is_bold, like.is_italic, like.link)

    def _like(self, node: etree._Element, like: Run) -> Run:
        """Return how the words within a node look."""
        link = like.link
        if node.tag == "a" and node.get("href"):
            link = self._attributes(node.get("href").strip())
        return Run("", like.is_bold or node.tag in BOLD, like.is_italic or node.tag in ITALIC, link)

    def _attributes(self, address: str) -> str:
        return " ".join(f'{name}="{escape(value)}"' for name, value in self._link(address).items())

    def _with_address(self, runs: list[Run]) -> list[Run]:
        """Make a link of an address that stands on a line by itself, as WordPress does."""
        return [
            run._replace(link=self._attributes(run.text.strip()))
            if not run.link and _ADDRESS.fullmatch(run.text.strip())
            else run
            for run in runs
        ]

    @staticmethod
    def _written(runs: Iterable[Run]) -> str:
        """Return words with their markup, without lines or spaces at the ends."""
        parts = []
        for link, linked in groupby(_tidy(runs), key=lambda run: run.link):
            inside = "".join(
                _in_bold(same) if is_bold else "".join(map(_marked, same))
                for is_bold, same in groupby(linked, key=lambda run: run.is_bold)
            )
            parts.append(f"<a {link}>{inside}</a>" if link and inside.strip() else inside)
        return "".join(parts)


def _tidy(runs: Iterable[Run]) -> list[Run]:
    """Leave out spaces around line ends, and everything unseen at the ends."""
    tidy: list[Run] = []
    for run in runs:
        text = run.text
        at_start = not tidy or tidy[-1].text.endswith("\n")
        if (at_start and text != "\n") or (tidy and tidy[-1].text.endswith(" ") and text.startswith(" ")):
            text = text.lstrip(" ")
        if not text or (text == "\n" and (not tidy or tidy[-1] is BREAK)):
            continue
        tidy.append(BREAK if text == "\n" else Run(text, run.is_bold, run.is_italic, run.link))
    while tidy and not tidy[-1].text.strip():
        tidy.pop()
    if tidy:
        last = tidy[-1]
        tidy[-1] = Run(last.text.rstrip(), last.is_bold, last.is_italic, last.link)
    return tidy


def _in_bold(runs: Iterable[Run]) -> str:
    words = "".join(map(_marked, runs))
    return f"<b>{words}</b>" if words.strip() else words


def _marked(run: Run) -> str:
    words = escape(run.text, quote=False).replace("\n", "<br/>")
    return f"<i>{words}</i>" if run.is_italic and run.text.strip() else words


def _are_words(runs: Iterable[Run]) -> bool:
    return any(run.text.strip(UNSEEN_SIGNS) for run in runs)


def _words(node: etree._Element) -> str:
    return _one_line("".join(node.itertext()))


def _has_words(node: etree._Element) -> bool:
    return bool(_words(node))


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()
