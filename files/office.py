"""Office files: zip archives of XML, of which nothing may run, reach out or swell."""

import re
import zipfile
import zlib
from typing import BinaryIO
from xml.etree import ElementTree

from files.refusals import BOMB, BROKEN, LOCKED, MACROS, POLYGLOT, REACHES_OUT, UNKNOWN, Refused

MOST_ENTRIES = 10_000
LARGEST_INDEX = 2 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
# How many times smaller a file may have become; below the floor nobody is harmed.
HIGHEST_RATIO = 100
RATIO_FLOOR = 1024 * 1024
CHUNK = 64 * 1024

ODT = "application/vnd.oasis.opendocument.text"
# The main part of a document says what kind of document it is.
_MAIN_PARTS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml": "pptx",
}
_PROGRAMS = re.compile(r"vbaproject|/activex/|^basic/|^scripts/|/macrosheets/", re.IGNORECASE)
# A link that waits for a click, and a workbook that asks first.
_HARMLESS_LINKS = ("/hyperlink", "/externalLinkPath", "/xlExternalLinkPath/xlPathMissing")
_END_OF_ARCHIVE = b"PK\x05\x06"
_END_SIZE = 22
_DECLARATIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
# What the parts of a damaged archive make their readers say.
_BREAKS = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    NotImplementedError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
)
_LONGEST_DECLARATION = max(map(len, _DECLARATIONS))


def kind_of_office_file(file: BinaryIO, size: int) -> str:
    """
    Return docx, xlsx, pptx or odt, after looking into every part.

    :raises Refused: when it is none of these, or holds what should not be in it.
    """
    _look_at_end(file, size)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            _look_at_entries(entries, size)
            kind = _kind(archive)
            for entry in entries:
                _look_into(archive, entry)
            return kind
    except _BREAKS as error:
        raise Refused(BROKEN) from error


def _look_at_end(file: BinaryIO, size: int) -> None:
    """Refuse an archive with something behind it, or with an index that is too large to read."""
    file.seek(max(0, size - _END_SIZE - 65_535))
    tail = file.read()
    at = tail.rfind(_END_OF_ARCHIVE)
    if at < 0:
        raise Refused(BROKEN)
    if at != len(tail) - _END_SIZE:
        raise Refused(POLYGLOT)
    # An index of more than 4 GB has an address of its own, just before the end.
    is_huge = tail[max(0, at - 20) : at].startswith(b"PK\x06\x07")
    if is_huge or int.from_bytes(tail[at + 12 : at + 16], "little") > LARGEST_INDEX:
        raise Refused(BOMB)


def _look_at_entries(entries: list[zipfile.ZipInfo], size: int) -> None:
    """Refuse on what the index says, before anything is unpacked."""
    names = [entry.orig_filename for entry in entries]
    if not entries or len(set(names)) != len(names):
        raise Refused(BROKEN)
    if len(entries) > MOST_ENTRIES:
        raise Refused(BOMB)
    unpacked = sum(entry.file_size for entry in entries)
    # SECURITY: parts that overlap are packed once and unpacked many times.
    overlaps = sum(entry.compress_size for entry in entries) > size
    swells = unpacked > RATIO_FLOOR and unpacked > HIGHEST_RATIO * size
    if unpacked > LARGEST_UNPACKED or overlaps or swells:
        raise Refused(BOMB)
    if min(entry.header_offset for entry in entries) != 0:
        raise Refused(POLYGLOT)
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Refused(LOCKED)
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or _leaves(entry):
            raise Refused(BROKEN)
        if _PROGRAMS.search(f"/{entry.filename}".removeprefix("/")):
            raise Refused(MACROS)


def _leaves(entry: zipfile.ZipInfo) -> bool:
    """Whether unpacking would write outside the folder it is unpacked in."""
    name = entry.orig_filename
    return name.startswith("/") or "\\" in name or "\x00" in name or ":" in name or ".." in name.split("/")


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names:
        with archive.open("mimetype") as file:
            if file.read(len(ODT) + 1) == ODT.encode() and "content.xml" in names:
                return "odt"
        raise Refused(UNKNOWN)
    if "[Content_Types].xml" not in names:
        raise Refused(UNKNOWN)
    if "EncryptedPackage" in names:
        raise Refused(LOCKED)
    found = set()
    for part in _xml(archive, "[Content_Types].xml"):
        content_type = part.get("ContentType", "")
        if "macroEnabled" in content_type or "vbaProject" in content_type:
            raise Refused(MACROS)
        if content_type in _MAIN_PARTS and part.get("PartName", "").lstrip("/") in names:
            found.add(_MAIN_PARTS[content_type])
    if len(found) != 1:
        raise Refused(UNKNOWN)
    return found.pop()


def _look_into(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack one part bit by bit: its size and checksum must be what the index says, its XML plain."""
    is_xml = entry.filename.lower().endswith((".xml", ".rels"))
    before = b""
    with archive.open(entry) as part:
        while chunk := part.read(CHUNK):
            if is_xml and any(word in before + chunk for word in _DECLARATIONS):
                raise Refused(BROKEN)
            before = chunk[-_LONGEST_DECLARATION:]
    if entry.filename.lower().endswith(".rels"):
        _look_at_links(archive, entry.filename)


def _look_at_links(archive: zipfile.ZipFile, name: str) -> None:
    for link in _xml(archive, name):
        is_outside = link.get("TargetMode", "").lower() == "external"
        if is_outside and not link.get("Type", "").endswith(_HARMLESS_LINKS):
            raise Refused(REACHES_OUT)


def _xml(archive: zipfile.ZipFile, name: str):
    """Yield the elements of a part, after making sure that it declares nothing of its own."""
    with archive.open(name) as file:
        text = file.read(LARGEST_INDEX + 1)
    if len(text) > LARGEST_INDEX:
        raise Refused(BOMB)
    if any(word in text for word in _DECLARATIONS):
        raise Refused(BROKEN)
    # SECURITY: without declarations there are no entities to resolve.
    yield from ElementTree.fromstring(text).iter()  # noqa: S314  # nosec B314
