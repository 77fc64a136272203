"""The passage of a text in which something was found, with the words that were found marked."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search import stems
from search.matching import Query

BEFORE, LENGTH = 70, 230
LONGEST = 20_000


def passage(text: str, query: Query) -> SafeString:
    """Return a line or two of plain text around the first word that was found."""
    text = text[:LONGEST]
    found = _found_in(text, query)
    start = _at_word(text, found[0][0] - BEFORE) if found else 0
    end = start + LENGTH
    if end < len(text):
        end = text.rfind(" ", start, end) + 1 or end
    inside = [(first, last) for first, last in found if start <= first and last <= end]
    cut = _marked(text, start, min(end, len(text)), inside)
    return mark_safe(f"{'… ' if start else ''}{cut}{' …' if end < len(text) else ''}")  # noqa: S308 - escaped in _marked


def marked(text: str, query: Query) -> SafeString:
    """Return a whole line, such as a title, with the words that were found marked."""
    return _marked(text, 0, len(text), _found_in(text, query))


def _found_in(text: str, query: Query) -> list[tuple[int, int]]:
    found = []
    if wanted := query.found_in(text):
        until = len(text)
        for word in stems.written_words(text):
            # What stands beyond the passage need not be looked at.
            if word.start() > until:
                break
            if word.group() in wanted:
                found.append(word.span())
                until = min(until, word.start() + LENGTH)
    return found


def _at_word(text: str, place: int) -> int:
    return text.rfind(" ", 0, place) + 1 if place > 0 else 0


def _marked(text: str, start: int, end: int, found: list[tuple[int, int]]) -> SafeString:
    # SECURITY: every piece of the text is escaped; the only tags are our own.
    pieces = []
    for first, last in found:
        pieces += [escape(text[start:first]), "<mark>", escape(text[first:last]), "</mark>"]
        start = last
    pieces.append(escape(text[start:end]))
    return mark_safe("".join(pieces).strip())  # noqa: S308 - escaped above
