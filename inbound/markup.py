"""A mail in HTML as plain lines, in which what is quoted begins with ``>``."""

import re
from html import unescape
from html.parser import HTMLParser

# Where a mail program itself says that the new text ends.
HISTORY = {"appendonsend", "divrplyfwdmsg", "mail-editor-reference-message-container", "olk_src_body_section"}
HISTORY_LINE = "_" * 32
SIGNATURES = {"gmail_signature", "moz-signature", "ms-outlook-mobile-signature", "protonmail_signature_block"}
SIGNATURE_LINE = "-- "

BLOCKS = {
    "address", "blockquote", "center", "dd", "div", "dl", "dt", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "hr", "li", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
}  # fmt: skip
PARAGRAPHS = {"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"}
UNSEEN = {"head", "script", "style", "title"}
MOST_DEPTH = 20


class _Reader(HTMLParser):
    """Turns tags into line ends and quote marks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._line = ""
        self._depth = 0
        self._unseen = ""

    def handle_starttag(self, tag, attrs):
        if tag in UNSEEN and not self._unseen:
            self._unseen = tag
        if tag == "body":
            self._unseen = ""
        if tag == "br":
            self._end_line()
        elif tag in BLOCKS:
            self._begin_block(tag)
        names = {
            name for key, value in attrs if key in {"id", "class"} for name in (value or "").lower().split()
        }
        # Webmail puts x_ before the names of what it quotes.
        names = {name.removeprefix("x_") for name in names}
        if names & HISTORY:
            self._say_apart(HISTORY_LINE)
        elif names & SIGNATURES:
            self._say_apart(SIGNATURE_LINE)
        if tag == "blockquote":
            self._depth = min(self._depth + 1, MOST_DEPTH)
        elif tag == "li":
            self._line = "- "

    def handle_startendtag(self, tag, attrs):
        if tag == "br" or tag == "hr":
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        if tag == self._unseen:
            self._unseen = ""
        if tag in BLOCKS:
            self._begin_block(tag)
        if tag == "blockquote":
            self._depth = max(self._depth - 1, 0)

    def handle_data(self, data):
        if self._unseen:
            return
        words = re.sub(r"[ \t\r\n]+", " ", data)
        self._line += words.lstrip(" ") if self._line[-1:] in {"", " "} else words

    def close(self):
        super().close()
        self._end_line()

    def _begin_block(self, tag):
        # A space that does not break is how an empty line is typed.
        if self._line.strip(" "):
            self._end_line()
        if tag in PARAGRAPHS and self.lines and self.lines[-1].strip("> "):
            self._end_line()

    def _say_apart(self, line):
        if self._line.strip():
            self._end_line()
        self._line = line
        self._end_line(keeps_space=True)

    def _end_line(self, *, keeps_space=False):
        line = self._line if keeps_space else self._line.replace("\xa0", " ").rstrip()
        self.lines.append(("> " * self._depth + line) if self._depth else line)
        self._line = ""


def lines_of(markup: str) -> list[str]:
    """Return the words of a piece of HTML, line by line."""
    reader = _Reader()
    try:
        reader.feed(markup)
        reader.close()
    except AssertionError:
        # The standard library gives up on a declaration that does not exist.
        return [unescape(re.sub(r"<[^<>]*>", " ", line)).strip() for line in markup.split("\n")]
    return reader.lines
