"""
What is new in a mail that answers one of ours.

Mail programs put what they answer above, below or between what was typed, each in its own
words. What is known for sure is the line of our own in every letter that can be answered:
nothing below it is new, unless it stands between lines that are marked as quoted.
"""

import re

from inbound import messages
from inbound.signatures import without_signature
from mailing.replies import MARKER

_MARKER = re.compile(r"\s+".join(MARKER.split()), re.IGNORECASE)
_QUOTED = re.compile(r"\s{0,3}>")
_RULE = re.compile(r"\s*_{20,}\s*")
_DASHED = re.compile(
    r"\s*[-_*=]{2,}\s*(oorspronkelijk bericht|original message|doorgestuurd bericht|forwarded message"
    r"|oorspronkelijke e-?mail|origineel bericht)\s*[-_*=]{2,}\s*(van .*|from .*)?",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"[\s*]{0,4}(van|from|verzonden|verstuurd|sent|datum|date|aan|to|cc|onderwerp|subject|beantwoorden|reply-to)"
    r"\s{0,3}\*{0,2}\s{0,2}:",
    re.IGNORECASE,
)
_FROM = {"van", "from"}
_WHEN = {"verzonden", "verstuurd", "sent", "datum", "date"}
_OPENS_ATTRIBUTION = re.compile(r"\s{0,3}(>\s?)*(op|on)\s+\S", re.IGNORECASE)
_ATTRIBUTION = re.compile(
    r"(op|on) .{4,300}?\b(schreef .{0,200}|wrote|het volgende geschreven|geschreven)\s?:?", re.IGNORECASE
)
_NAMED_FIRST = re.compile(r".{2,120} (schreef|wrote) (op|on) .{0,60}\d.{0,60}:", re.IGNORECASE)
# A quoted line is broken by some programs on the way, and its tail comes back without a mark.
LONG_LINE = 62


def new_text(raw: bytes) -> str:
    """
    Return what somebody typed in a mail that answers one of ours.

    ``raw`` is the mail as it came in. What she answered, her signature and the small print of her
    employer are left out. An empty text means that nothing new was found.
    """
    return new_lines(messages.words(messages.parse(raw)))


def new_lines(text: str) -> str:
    """Do the same with the words of a mail, in which quoted lines begin with ``>``."""
    stretches: list[list[str]] = [[]]
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        if _ends_new_text(lines, at):
            break
        attributed = _attribution_at(lines, at)
        if attributed:
            at += attributed
            if not _is_quoted(_next_word(lines, at)):
                break
            stretches.append([])
        elif _is_quoted(lines[at]) or _is_tail_of_quote(lines, at):
            stretches.append([])
            at += 1
        else:
            stretches[-1].append(lines[at].rstrip() if lines[at] != "-- " else lines[at])
            at += 1
    kept = [without_signature(stretch) for stretch in stretches]
    return "\n\n".join(text for text in kept if text)


def _ends_new_text(lines: list[str], at: int) -> bool:
    """Whether from here on, without a mark on every line, follows what was answered."""
    line = lines[at]
    if _is_quoted(line):
        return False
    broken = " ".join(lines[at : at + 2])
    if _MARKER.search(line) or (
        _MARKER.search(broken) and not _MARKER.search(" ".join(lines[at + 1 : at + 2]))
    ):
        return True
    return bool(_RULE.fullmatch(line) or _DASHED.fullmatch(line) or _is_header_block(lines, at))


def _is_header_block(lines: list[str], at: int) -> bool:
    """Whether a mail program repeats the headers of what was answered here: from whom, when, to whom."""
    if _field(lines[at]) not in _FROM:
        return False
    fields = {_field(line) for line in [line for line in lines[at + 1 : at + 12] if line.strip()][:5]}
    return bool(fields & _WHEN)


def _field(line: str) -> str:
    found = _FIELD.match(line)
    return found.group(1).lower() if found else ""


def _attribution_at(lines: list[str], at: int) -> int:
    """Return how many lines say here who wrote what follows, and when; 0 for none."""
    if not _OPENS_ATTRIBUTION.match(lines[at]):
        return int(bool(_NAMED_FIRST.fullmatch(_bare(lines[at]))))
    for count in range(1, 5):
        said = " ".join(_bare(line) for line in lines[at : at + count])[:600]
        is_whole = said.endswith(":") or (count == 1 and "@" in said)
        if is_whole and _ATTRIBUTION.fullmatch(said) and re.search(r"\d", said):
            return count
        if at + count >= len(lines) or not lines[at + count].strip():
            return 0
    return 0


def _bare(line: str) -> str:
    return " ".join(line.lstrip("> \t").split())


def _next_word(lines: list[str], at: int) -> str:
    return next((line for line in lines[at : at + 6] if line.strip()), "")


def _is_quoted(line: str) -> bool:
    return bool(_QUOTED.match(line))


def _is_tail_of_quote(lines: list[str], at: int) -> bool:
    """Whether this is what fell off a long quoted line: right under it, with the quote going on below."""
    if not at or at + 1 >= len(lines) or not lines[at].strip():
        return False
    above, below = lines[at - 1], lines[at + 1]
    is_between = _is_quoted(above) and _is_quoted(below)
    return is_between and len(above) >= LONG_LINE and len(lines[at]) < LONG_LINE
