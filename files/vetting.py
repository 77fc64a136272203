"""
Whether a file that somebody sends may be kept, and as what.

What it is follows from what is in it; its name only has to agree. A picture is drawn anew, the
others are kept as they came: a pdf or an office file never runs in our pages, because the
view that serves them says so.
"""

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from files.images import FORMATS, redraw
from files.names import clean_name, extension_of, with_extension
from files.office import kind_of_office_file
from files.refusals import (
    BROKEN,
    EMPTY,
    HEIC,
    LYING,
    OLD_OFFICE,
    POLYGLOT,
    PRETENDING,
    TOO_LARGE,
    UNKNOWN,
    Refused,
)

LARGEST_FILE = 20 * 1024 * 1024
HEAD = 1024
# A pdf reader looks for the end in the last kilobyte, and so do we.
TAIL = 1024

CONTENT_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
}
# What a browser shows by itself; everything else is saved to disk.
SHOWN = {CONTENT_TYPES[kind] for kind in ("pdf", *FORMATS)}
IMAGES = {CONTENT_TYPES[kind] for kind in FORMATS}
_SPELLINGS = {"jpg": "jpeg", "jpe": "jpeg", "jfif": "jpeg"}
_OWN_EXTENSION = {"jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class Vetted:
    """A file that may be kept: its bytes from the start, to be closed once kept, and what to remember."""

    content: BinaryIO
    name: str
    content_type: str
    size: int
    width: int | None = None
    height: int | None = None


def vet(file: BinaryIO, name: str) -> Vetted:
    """
    Return what to keep of a file that can be read and rewound.

    :raises Refused: when it may not be kept, with a message for who sent it.
    """
    size = file.seek(0, 2)
    if size == 0:
        raise Refused(EMPTY)
    if size > LARGEST_FILE:
        raise Refused(TOO_LARGE)
    file.seek(0)
    kind = _kind(file, size, said=extension_of(clean_name(name)))
    name = _agreed_name(clean_name(name), kind)
    width = height = None
    if kind in FORMATS:
        file.seek(0)
        file, width, height = redraw(file, kind)
        size = file.seek(0, 2)
    file.seek(0)
    return Vetted(file, name, CONTENT_TYPES[kind], size, width, height)


def _kind(file: BinaryIO, size: int, said: str) -> str:
    """Return what a file is, by what is in it; refuse what is two things at once."""
    head = file.read(HEAD)
    kind = _by_magic(head)
    if not kind:
        raise Refused(PRETENDING.format(said=said) if _kind_said(said) in CONTENT_TYPES else UNKNOWN)
    if kind == "zip":
        if b"%PDF-" in head:
            raise Refused(POLYGLOT)
        return kind_of_office_file(file, size)
    file.seek(0)
    if zipfile.is_zipfile(file) or (kind != "pdf" and b"%PDF-" in head):
        raise Refused(POLYGLOT)
    if kind == "pdf":
        _look_at_pdf(file, size)
    return kind


def _by_magic(head: bytes) -> str:
    """Return what the first bytes say, or nothing; some we know and do not take."""
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if head.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "webp"
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Refused(OLD_OFFICE)
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"hevc", b"mif1", b"msf1"):
        raise Refused(HEIC)
    # A pdf begins at its first byte; something in front of it is for another reader.
    if b"%PDF-" in head:
        raise Refused(POLYGLOT)
    return ""


def _look_at_pdf(file: BinaryIO, size: int) -> None:
    """Refuse a pdf that breaks off, or with something behind its end."""
    file.seek(max(0, size - TAIL))
    _, end, rest = file.read().rpartition(b"%%EOF")
    if not end:
        raise Refused(BROKEN)
    if rest.strip(b"\r\n\t \x00"):
        raise Refused(POLYGLOT)


def _agreed_name(name: str, kind: str) -> str:
    """Return the name under which a file is kept; one without an extension gets its own."""
    said = extension_of(name)
    if said and _kind_said(said) != kind:
        raise Refused(LYING.format(said=said[:20], found=_OWN_EXTENSION.get(kind, kind)))
    return with_extension(name, _OWN_EXTENSION.get(kind, kind))


def _kind_said(extension: str) -> str:
    return _SPELLINGS.get(extension, extension)
