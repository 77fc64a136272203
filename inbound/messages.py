"""Reading a mail as it came in: headers and words, whatever state they are in."""

import codecs
import re
from collections.abc import Iterator
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

from inbound.markup import lines_of
from inbound.replies import MailedFile

# Nobody types this much; the rest is what was quoted, or meant to keep us busy.
MOST_CHARACTERS = 300_000
MOST_PARTS = 200
MOST_FILES = 20
NO_NAME = "bijlage"
CALENDARS = {"text/calendar", "application/ics"}
MOST_CALENDAR = 20_000
MOST_HEADER = 10_000
MOST_HEADERS = 200_000
MOST_ANSWERED = 20

# Where a mail says to whom it was brought, first by the host that brought it.
RECIPIENTS = ("Delivered-To", "X-Original-To", "Envelope-To", "To", "Cc")

# Python knows these as encodings of text, but no mail program writes them.
NOT_IN_MAIL = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7"}
# What calls itself Latin-1 mostly has the curly quotes of Windows in it.
WINDOWS = {"iso8859-1", "ascii"}

_MESSAGE_ID = re.compile(r"<[^<>\s]{3,200}>")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200b\u2060\ufeff]")


def parse(raw: bytes) -> Message:
    """Return the mail; of one that is nested deeper than we can follow only its headers."""
    try:
        return message_from_bytes(raw)
    except RecursionError:
        return message_from_bytes(re.sub(rb"(?im)^content-type:", b"X-Content-Type:", head_of(raw)))


def head_of(raw: bytes) -> bytes:
    """Return the headers of a mail, which are enough to tell it from others."""
    return re.split(rb"\r?\n\r?\n", raw[:MOST_HEADERS], maxsplit=1)[0]


def header(message: Message, name: str) -> str:
    """Return a header in readable form on one line, or an empty text."""
    value = str(message.get(name, ""))[:MOST_HEADER]
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        pieces = [(value, None)]
    words = "".join(
        piece if isinstance(piece, str) else _decoded(piece, charset or "utf-8") for piece, charset in pieces
    )
    return " ".join(_clean(words).split())


def addresses(message: Message, *names: str) -> list[str]:
    """Return the addresses in these headers, in lower case."""
    values = [_clean(str(value))[:MOST_HEADER] for name in names for value in message.get_all(name, [])]
    return [address.lower() for _name, address in getaddresses(values) if "@" in address]


def answered_ids(message: Message) -> list[str]:
    """Return the Message-IDs of what this mail says it answers, the nearest first."""
    nearest, earlier = (_MESSAGE_ID.findall(header(message, name)) for name in ("In-Reply-To", "References"))
    return [*nearest, *reversed(earlier)][:MOST_ANSWERED]


def attached_files(message: Message) -> tuple[MailedFile, ...]:
    """Return the files that somebody put with her mail; pictures in a signature do not count."""
    attached = [part for part in _leaves(message) if _is_attached(part)]
    return tuple(MailedFile(_file_name(part), _octets(part)) for part in attached[:MOST_FILES])


def calendars(message: Message) -> list[str]:
    """Return what a mail says to calendars, in each of its parts that does."""
    parts = [part for part in _leaves(message) if part.get_content_type() in CALENDARS]
    return [_text(part)[:MOST_CALENDAR] for part in parts[:MOST_FILES]]


def words(message: Message) -> str:
    """Return what the mail says as plain lines; of a mail in two forms the plain one, if it says anything."""
    shown = [part for part in _leaves(message) if _disposition(part) != "attachment"]
    plain = [_plain(part) for part in shown if part.get_content_type() == "text/plain"]
    if any(text.strip() for text in plain):
        return "\n".join(plain)[:MOST_CHARACTERS]
    markup = [_text(part) for part in shown if part.get_content_type() == "text/html"]
    return "\n".join("\n".join(lines_of(text)) for text in markup)[:MOST_CHARACTERS]


def _leaves(message: Message) -> Iterator[Message]:
    """Go through the parts in order, without those of a mail that was sent along."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop()
        seen += 1
        if part.get_content_maintype() == "message":
            continue
        if part.is_multipart():
            waiting.extend(reversed(part.get_payload()))
        else:
            yield part


def _is_attached(part: Message) -> bool:
    """Whether somebody put this with her mail: as a file, or, as an iPhone does, in between her words."""
    if _disposition(part) == "inline":
        is_in_markup = "Content-ID" in part
        return not is_in_markup and part.get_content_maintype() != "text" and _file_name(part) != NO_NAME
    return _disposition(part) == "attachment"


def _disposition(part: Message) -> str:
    return str(part.get("Content-Disposition", "")).split(";")[0].strip().lower()


def _plain(part: Message) -> str:
    text = _text(part)
    kind = " ".join(str(part.get("Content-Type", "")).lower().split())
    if re.search(r"format\s*=\s*\"?flowed", kind):
        return _unflowed(text, drops_space=bool(re.search(r"delsp\s*=\s*\"?yes", kind)))
    return text


def _file_name(part: Message) -> str:
    try:
        name = part.get_filename("") or ""
    except (LookupError, ValueError, TypeError):
        name = ""
    return " ".join(_clean(name).split())[:200] or NO_NAME


def _octets(part: Message) -> bytes:
    try:
        return part.get_payload(decode=True) or b""
    except (LookupError, ValueError):
        return b""


def _text(part: Message) -> str:
    octets = _octets(part)
    try:
        charset = part.get_content_charset("") or ""
    except (LookupError, ValueError, TypeError):
        charset = ""
    text = _decoded(octets[: 4 * MOST_CHARACTERS], charset)
    return _clean(text.replace("\r\n", "\n").replace("\r", "\n"))[:MOST_CHARACTERS]


def _decoded(octets: bytes, charset: str) -> str:
    try:
        declared = codecs.lookup(charset).name
    except (LookupError, ValueError):
        declared = ""
    # Many a mail says nothing, or something else than is true: good UTF-8 is hardly ever chance.
    tried = ["utf-8"] if declared in {"", *WINDOWS, *NOT_IN_MAIL} else [declared, "utf-8"]
    for name in tried:
        try:
            return octets.decode(name)
        except (LookupError, ValueError):
            continue
    return octets.decode("windows-1252", "replace")


def _unflowed(text: str, *, drops_space: bool) -> str:
    """Join the lines that a mail program broke itself (RFC 3676)."""
    lines: list[list[str]] = []
    is_open, open_depth = False, 0
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        content = line[depth:].removeprefix(" ")
        if is_open and depth == open_depth and content.rstrip() != "--":
            lines[-1].append(content)
        else:
            lines.append([(">" * depth + " " if depth else "") + content])
        is_open = content.endswith(" ") and content != "-- "
        open_depth = depth
        if is_open and drops_space:
            lines[-1][-1] = lines[-1][-1][:-1]
    return "\n".join("".join(pieces) for pieces in lines)


def _clean(text: str) -> str:
    return _CONTROL.sub("", text).replace("\xa0", " ")
