"""The passage of a text in which something was found, with the words that were found marked."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search import stems
from search.matching import Query

BEFORE, LENGTH = 70, 230
LONGEST = 20_000


def passage(text: str, query: Query) -> SafeString:
    """Return a line or two of plain text around a word that was found."""
    text = text[:LONGEST]
    place = _place_of(text, query)
    start = _at_word(text, place - BEFORE)
    end = start + LENGTH
    if end < len(text):
        end = text.rfind(" ", start, end) + 1 or end
    shown = text[start:end]
    return mark_safe(f"{'… ' if start else ''}{marked(shown, query)}{' …' if end < len(text) else ''}")  # noqa: S308 - escaped  # nosec B308 B703


def marked(text: str, query: Query) -> SafeString:
    """Return a short text, such as a title, with the words that were found marked."""
    wanted = query.found_in(text)
    found = [word.span() for word in stems.written_words(text) if word.group() in wanted] if wanted else []
    # SECURITY: every piece of the text is escaped; the only tags are our own.
    pieces, start = [], 0
    for first, last in found:
        pieces += [escape(text[start:first]), "<mark>", escape(text[first:last]), "</mark>"]
        start = last
    pieces.append(escape(text[start:]))
    return mark_safe("".join(pieces).strip())  # noqa: S308 - escaped above  # nosec B308 B703


def _place_of(text: str, query: Query) -> int:
    """Return where a word stands that is looked for, or 0."""
    # Nearly always a word begins as it was typed, and then the other words need no stem.
    if typed := query.beginning.search(text):
        return typed.start()
    wanted = query.found_in(text)
    return next((word.start() for word in stems.written_words(text) if word.group() in wanted), 0)


def _at_word(text: str, place: int) -> int:
    return text.rfind(" ", 0, place) + 1 if place > 0 else 0
