"""A letter as bytes: put together by hand, because the standard library takes longer than sending does."""

import binascii
import re
from email.utils import format_datetime, parseaddr
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings

from mailing import letters, parts
from mailing.addresses import Box, address_of
from mailing.letters import LetterKind, MailingList
from mailing.models import OutgoingMail
from mailing.replies import reply_address

MAX_LINE = 998

CALENDAR_FILE = (
    b'Content-Type: application/ics; name="bijeenkomst.ics"\r\nContent-Transfer-Encoding: base64\r\n'
    b'Content-Disposition: attachment; filename="bijeenkomst.ics"\r\n\r\n'
)

_METHOD = re.compile(rb"^METHOD:([A-Z]+)", re.MULTILINE)
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\u2028\u2029]+")
_ADDRESS = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9.-]+", re.ASCII | re.IGNORECASE)


class UnusableAddress(ValueError):
    """The address cannot stand in a header."""


def build(mail: OutgoingMail, *, may_be_8bit: bool) -> bytes:
    """
    Return the letter as it goes over the wire, with CRLF line ends and without dot stuffing.

    The same row gives the same bytes each time, so that a second copy is recognised as one.

    :raises UnusableAddress: when the row's address cannot be written down.
    """
    kind = letters.kind_named(mail.letter)
    head = [_skeleton(kind, mail.list_of), _recipient(mail), _subject(mail.subject)]
    head.append(f"Date: {format_datetime(mail.queued_at)}\r\nMessage-ID: {mail.message_id}\r\n")
    if mail.thread_id and mail.thread_id != mail.message_id:
        head.append(f"In-Reply-To: {mail.thread_id}\r\nReferences: {mail.thread_id}\r\n")
    if reply_to := reply_address(mail):
        head.append(f"Reply-To: {_phrase(settings.DEFAULT_FROM_NAME)}\r\n <{reply_to}>\r\n")
    reader = letters.reader_of(mail.member_id, mail.to_address) if kind.list_name else None
    if stop_url := letters.stop_url(kind, reader, mail.about):
        head.append(_ways_to_stop(stop_url, address_of(mail, Box.STOP)))
    return "".join(head).encode("ascii") + _body(mail, may_be_8bit)


def sender() -> str:
    """Return the address that letters come from, without a name."""
    return _address_in(settings.DEFAULT_FROM_EMAIL)


@lru_cache(maxsize=8)
def _address_in(named: str) -> str:
    return parseaddr(named)[1]


def envelope_sender(mail: OutgoingMail) -> str:
    """Return where this letter is sent back to when nobody takes it; that address tells which it was."""
    return address_of(mail, Box.BOUNCE) or sender()


def _ways_to_stop(url: str, address: str) -> str:
    """Return the headers behind a mail program's own button; some take only the address (RFC 8058, 2369)."""
    by_mail = f",\r\n <mailto:{address}?subject=afmelden>" if address else ""
    return f"List-Unsubscribe: <{url}>{by_mail}\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"


@lru_cache(maxsize=512)
def _skeleton(kind: LetterKind, list_of: str) -> str:
    """Return the lines that all letters of a kind have in common, or of a kind and one group."""
    found = MailingList.of(list_of)
    from_name = f"{found.name} ({settings.DEFAULT_FROM_NAME})" if found.name else settings.DEFAULT_FROM_NAME
    lines = [
        f"From: {_phrase(from_name)}\r\n <{sender()}>",
        "Auto-Submitted: auto-generated",
        "X-Auto-Response-Suppress: All",
        f"Feedback-ID: {kind.name}:{settings.MAIL_DOMAIN}",
        "MIME-Version: 1.0",
    ]
    if kind.list_name:
        title, label = found.name or kind.list_name, found.label or kind.name
        lines.append(f"List-Id: {_phrase(title)}\r\n <{_list_id(label)}>")
    if found.archive:
        lines.append(f"List-Archive: <{settings.SITE_URL}{found.archive}>")
    if found.mailbox and settings.MAIL_REPLY_DOMAIN:
        lines.append(f"List-Post: <mailto:{found.mailbox}@{settings.MAIL_REPLY_DOMAIN}>")
    if kind.priority == OutgoingMail.Priority.DIGEST:
        lines.append("Precedence: bulk")
    return "".join(f"{line}\r\n" for line in lines)


def _list_id(label: str) -> str:
    parts = (re.sub(r"[^a-z0-9]+", "-", part).strip("-") for part in label.lower().split("."))
    return f"{'.'.join(parts)}.{urlsplit(settings.SITE_URL).hostname}"


def _recipient(mail: OutgoingMail) -> str:
    address = ascii_address(mail.to_address)
    if not mail.to_name:
        return f"To: {address}\r\n"
    return f"To: {_phrase(mail.to_name)}\r\n <{address}>\r\n"


def ascii_address(address: str) -> str:
    """
    Return an address in the form that every mail server takes.

    :raises UnusableAddress: when there is none.
    """
    local, _, domain = address.rpartition("@")
    try:
        usable = f"{local}@{domain if domain.isascii() else domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise UnusableAddress(address) from error
    if not _ADDRESS.fullmatch(usable):
        raise UnusableAddress(address)
    return usable


@lru_cache(maxsize=256)
def _subject(subject: str) -> str:
    """Return the subject line; the same for all who get the same letter."""
    clean = _one_line(subject)
    return f"Subject: {_folded(clean) if _is_plain(clean) else _encoded(clean)}\r\n"


def _phrase(name: str) -> str:
    """Return a display name: quoted, or encoded when it has more than ASCII."""
    clean = _one_line(name)
    if not _is_plain(clean):
        return _encoded(clean)
    escaped = clean.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _one_line(text: str) -> str:
    return _UNSAFE.sub(" ", text).strip()


def _is_plain(text: str) -> bool:
    return text.isascii() and "=?" not in text


def _folded(text: str) -> str:
    """Break a plain line at spaces, so that it stays within the 78 characters that RFC 5322 asks for."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) > 66:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return "\r\n ".join(lines)


def _encoded(text: str) -> str:
    """Write a text as encoded words (RFC 2047), never splitting a character over two of them."""
    chunks = [b""]
    for character in text.encode("utf-8", "replace").decode():
        octets = character.encode()
        if len(chunks[-1]) + len(octets) > 42:
            chunks.append(b"")
        chunks[-1] += octets
    words = (binascii.b2a_base64(chunk, newline=False).decode() for chunk in chunks)
    return "\r\n ".join(f"=?utf-8?B?{word}?=" for word in words)


def _body(mail: OutgoingMail, may_be_8bit: bool) -> bytes:
    """Return the last header lines and what follows them."""
    if mail.parts:
        words, markup = parts.put_together(mail)
    else:
        words, markup = parts.octets(mail.text), parts.octets(mail.html)
    text = _part(b"text/plain", words, may_be_8bit)
    if not markup:
        # The full stop that ends a letter only counts on a line of its own.
        return text + b"\r\n"
    edge = b"=_" + mail.message_id[1:37].encode()
    html = _part(b"text/html", markup, may_be_8bit)
    if mail.calendar:
        return _with_calendar(mail, edge, text, html, may_be_8bit)
    return (
        b'Content-Type: multipart/alternative; boundary="%(edge)s"\r\n\r\n'
        b"--%(edge)s\r\n%(text)s\r\n--%(edge)s\r\n%(html)s\r\n--%(edge)s--\r\n"
    ) % {b"edge": edge, b"text": text, b"html": html}


def _with_calendar(mail: OutgoingMail, edge: bytes, text: bytes, html: bytes, may_be_8bit: bool) -> bytes:
    """
    Return a letter that a calendar program understands as well (RFC 6047).

    Some read the third form of the letter, others only a file that came along: both get it.
    """
    calendar = parts.octets(mail.calendar)
    method = _METHOD.search(calendar)
    content_type = b"text/calendar; method=" + (method[1] if method else b"PUBLISH")
    return (
        b'Content-Type: multipart/mixed; boundary="%(outer)s"\r\n\r\n--%(outer)s\r\n'
        b'Content-Type: multipart/alternative; boundary="%(edge)s"\r\n\r\n'
        b"--%(edge)s\r\n%(text)s\r\n--%(edge)s\r\n%(html)s\r\n--%(edge)s\r\n%(calendar)s\r\n--%(edge)s--\r\n"
        b"--%(outer)s\r\n%(file)s\r\n--%(outer)s--\r\n"
    ) % {
        b"outer": edge.replace(b"=_", b"=+"),
        b"edge": edge,
        b"text": text,
        b"html": html,
        b"calendar": _part(content_type, calendar, may_be_8bit),
        b"file": CALENDAR_FILE + _base64(calendar),
    }


def _part(content_type: bytes, octets: bytes, may_be_8bit: bool) -> bytes:
    if not (may_be_8bit or octets.isascii()) or max(map(len, octets.split(b"\r\n"))) > MAX_LINE:
        encoding, octets = b"base64", _base64(octets.replace(b"\r\n", b"\n"))
    else:
        encoding = b"8bit" if may_be_8bit else b"7bit"
    return b"Content-Type: %s; charset=utf-8\r\nContent-Transfer-Encoding: %s\r\n\r\n%s" % (
        content_type,
        encoding,
        octets,
    )


def _base64(octets: bytes) -> bytes:
    line = binascii.b2a_base64(octets, newline=False)
    return b"\r\n".join(line[start : start + 76] for start in range(0, len(line), 76))
