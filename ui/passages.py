"""Taking a passage out of stored rich text, wherever its marks begin and end."""

import re
from html import unescape

from django.utils.html import escape

# A tag with its quoted attributes, an entity, or one character.
_PIECE = re.compile(r'<[^<>"]*(?:"[^"]*"[^<>"]*)*>|&(?:#\w+|\w+);|.', re.DOTALL)
_QUOTE = re.compile(r"(</?blockquote>)")
_TAG = re.compile(r"</?([a-z][a-z0-9]*)")
# Marks that stand within a line; every other tag ends one.
_INLINE = {"a", "b", "strong", "i", "em", "u", "s", "code", "span", "mark"}


def pattern_of(passage: str) -> re.Pattern:
    """Return what finds these words as whole words, in capitals or not, however they are spaced."""
    words = r"\s+".join(re.escape(word) for word in passage.split())
    before = r"(?<!\w)" if re.match(r"\w", words) else ""
    after = r"(?!\w)" if re.search(r"\w$", words) else ""
    return re.compile(f"{before}{words}{after}", re.IGNORECASE)


def replace(html: str, passage: str, words: str) -> str:
    """
    Return rich text with each occurrence of a passage replaced; the same text when it is not there.

    A link on a part of the passage goes, and so does one whose address holds it.
    """
    if not passage.strip():
        return html
    pieces = _PIECE.findall(html)
    letters, places, links = _lines(pieces)
    pattern = pattern_of(passage)
    gone: set[int] = set()
    for match in pattern.finditer(letters):
        covered = [place for place in places[match.start() : match.end()] if not _is_tag(pieces[place])]
        gone.update(links[place] for place in covered if place in links)
        pieces[covered[0]] = escape(words)
        for place in covered[1:]:
            pieces[place] = ""
    gone.update(_holding(pieces, passage))
    return "".join(_without(pieces, gone, words))


def replace_quoted(html: str, passage: str, words: str) -> str:
    """Return rich text with a passage replaced where somebody else is quoted, and only there."""
    parts, quote, depth = [], [], 0
    for part in _QUOTE.split(html):
        if part == "<blockquote>":
            depth += 1
        (quote if depth else parts).append(part)
        if part == "</blockquote>" and depth:
            depth -= 1
            if not depth:
                parts.append(replace("".join(quote), passage, words))
                quote = []
    return "".join([*parts, *quote])


def _lines(pieces: list[str]) -> tuple[str, list[int], dict[int, int]]:
    """Return the letters one reads, the piece each comes from, and the link in which a piece stands."""
    letters, places, links = [], [], {}
    link = None
    for place, piece in enumerate(pieces):
        if not _is_tag(piece):
            shown = unescape(piece)
            if link is not None:
                links[place] = link
        else:
            name = _name(piece)
            shown = "" if name in _INLINE else "\n"
            if name == "a":
                link = None if piece.startswith("</") else place
        letters.append(shown)
        places += [place] * len(shown)
    return "".join(letters), places, links


def _holding(pieces: list[str], passage: str) -> list[int]:
    """Return the tags with the passage in an attribute, where spaces and dashes do not count."""
    sought = _squeezed(passage)
    return [
        place
        for place, piece in enumerate(pieces)
        if _is_tag(piece) and '"' in piece and sought in _squeezed(unescape(piece))
    ]


def _without(pieces: list[str], gone: set[int], words: str) -> list[str]:
    kept, closes_gone_link = [], False
    for place, piece in enumerate(pieces):
        name = _name(piece) if _is_tag(piece) else ""
        if name == "a":
            drops = closes_gone_link if piece.startswith("</") else place in gone
            closes_gone_link = drops and not piece.startswith("</")
            kept.append("" if drops else piece)
        elif place in gone:
            kept.append(re.sub(r'\balt="[^"]*"', f'alt="{escape(words)}"', piece))
        else:
            kept.append(piece)
    return kept


def _squeezed(text: str) -> str:
    return re.sub(r"[\s-]+", "", text).lower()


def _is_tag(piece: str) -> bool:
    return len(piece) > 1 and piece.startswith("<")


def _name(piece: str) -> str:
    found = _TAG.match(piece)
    return found[1] if found else ""
