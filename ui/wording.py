"""Quoting word for word: what a passage is, and how a selection becomes one."""

import re
from html.parser import HTMLParser

# Within a word these may stand; every other mark parts one word from the next.
_INSIDE_WORDS = {"a", "b", "code", "em", "i", "mark", "s", "span", "strong", "sub", "sup", "u"}


def is_word_for_word(passage: str, text: str) -> bool:
    """Say whether whole words of the text make up the passage; line ends and spaces do not matter."""
    words = " ".join(passage.split())
    # A letter at the edge must be the edge of a word; a comma may follow one.
    start = r"\b" if re.match(r"\w", words) else ""
    end = r"\b" if re.search(r"\w$", words) else ""
    return bool(words) and re.search(start + re.escape(words) + end, " ".join(text.split())) is not None


def whole_words(selection: str, text: str) -> str:
    """Return the selection, widened to the whole words of the text that it touches."""
    chosen, within = " ".join(selection.split()), " ".join(text.split())
    start = within.find(chosen)
    if start < 0:
        return chosen
    before = re.search(r"\w*$", within[:start])[0] if re.match(r"\w", chosen) else ""
    end = start + len(chosen)
    after = re.match(r"\w*", within[end:])[0] if re.search(r"\w$", chosen) else ""
    return f"{before}{chosen}{after}"


def own_words(html: str) -> str:
    """Return the words of a rich text, one space apart, without what it quotes of others."""
    reader = _OwnWords()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.said).split())


class _OwnWords(HTMLParser):
    """Gathers text that stands in no block quote."""

    def __init__(self):
        super().__init__()
        self.said: list[str] = []
        self._quotes = 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self._quotes += tag == "blockquote"
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._quotes -= tag == "blockquote"
        self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._quotes:
            self.said.append(data)

    def _part(self, tag: str) -> None:
        if tag not in _INSIDE_WORDS:
            self.said.append(" ")
