"""
Reading an export of WordPress (WXR), one item at a time.

An export is XML in name: it holds control characters and bytes of other encodings. What XML
cannot hold is mended before it is parsed; a document type, and with it every entity bomb, is refused.
"""

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat
from zoneinfo import ZoneInfo

READ_AT_ONCE = 64 * 1024
# WordPress keeps local time beside UTC, and of a draft often only the local.
LOCAL = ZoneInfo("Europe/Amsterdam")
NEVER = "0000-00-00"
LEFTOVER = "portal.windows-1252"
META = {
    "_wp_attached_file": "file",
    "_wp_attachment_image_alt": "alt",
    "_yoast_wpseo_metadesc": "description",
}
# XML holds none of these, and those of Windows-1252 that came along as control characters mean letters.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding=["']([\w-]+)["']""")


class Unreadable(Exception):
    """This is no export that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Term:
    """A category or a tag of an item."""

    kind: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One page, post, file or other thing, as the export has it."""

    number: int
    kind: str
    status: str
    title: str = ""
    address: str = ""
    slug: str = ""
    parent: int = 0
    order: int = 0
    has_password: bool = False
    written_at: datetime | None = None
    changed_at: datetime | None = None
    author: str = ""
    excerpt: str = ""
    content: str = ""
    terms: tuple[Term, ...] = ()
    file_address: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    comments: int = 0

    def without_text(self) -> "Item":
        """Return what is remembered of an item while all others are read."""
        return replace(self, content="", excerpt="")


@dataclass(slots=True)
class Origin:
    """The site that was exported, and how its authors want to be called."""

    address: str = ""
    authors: dict[str, str] = field(default_factory=dict)


def read(path: Path, origin: Origin | None = None) -> Iterator[Item]:
    """
    Yield the items of an export in the order of the file, and fill in where it comes from.

    :raises Unreadable: when it is no export, is cut off, or holds a document type.
    """
    reader = _Reader(origin or Origin())
    with path.open("rb") as file:
        for text in _mended(file):
            reader.take(text)
            yield from reader.done()
        reader.take("", is_last=True)
        yield from reader.done()


def _mended(file: BinaryIO) -> Iterator[str]:
    """Yield the text of a file with nothing in it that XML cannot hold."""
    head = file.read(READ_AT_ONCE).removeprefix(codecs.BOM_UTF8)
    found = _ENCODING.match(head)
    said = found.group(1).decode().lower() if found else "utf-8"
    encoding = "cp1252" if said in ("iso-8859-1", "latin1", "windows-1252") else "utf-8"
    decoder = codecs.getincrementaldecoder(encoding)(errors=LEFTOVER)
    while head:
        yield _CONTROLS.sub(_meant, decoder.decode(head))
        head = file.read(READ_AT_ONCE)
    yield decoder.decode(b"", final=True)


def _meant(found: re.Match) -> str:
    """Return the letter that a stray control character was in Windows-1252, or nothing."""
    code = ord(found.group())
    return bytes([code]).decode("cp1252", "ignore") if 0x80 <= code <= 0x9F else ""


def _leftover(error: UnicodeError) -> tuple[str, int]:
    """Read one byte that is no UTF-8 as Windows-1252."""
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", "ignore"), error.start + 1


codecs.register_error(LEFTOVER, _leftover)


class _Reader:
    """Collects the fields of one item at a time."""

    def __init__(self, origin: Origin) -> None:
        self.origin = origin
        self._path: list[str] = []
        self._text: list[str] = []
        self._fields: dict[str, str] = {}
        self._author: dict[str, str] = {}
        self._terms: list[Term] = []
        self._meta: dict[str, str] = {}
        self._meta_key = ""
        self._comments = 0
        self._done: list[Item] = []
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        # SECURITY: without a document type there are no entities, and nothing outside to be fetched.
        parser.StartDoctypeDeclHandler = self._refuse

    def take(self, text: str, *, is_last: bool = False) -> None:
        """Parse the next part of the file."""
        try:
            self._parser.Parse(text, is_last)
        except expat.ExpatError as error:
            words = expat.ErrorString(error.code)
            raise Unreadable(f"line {error.lineno}: {words}; export the site again") from error
        if is_last and not self.origin.address:
            raise Unreadable("this is no WordPress export: it names no site")

    def done(self) -> list[Item]:
        """Return the items that are complete by now, once."""
        done, self._done = self._done, []
        return done

    def _refuse(self, *declared: object) -> None:
        raise Unreadable("it holds a document type, which no export of WordPress has")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        self._text = []
        if name == "item":
            self._fields, self._terms, self._meta, self._comments = {}, [], {}, 0
        elif name == "wp:author":
            self._author = {}
        elif name == "wp:comment":
            self._comments += 1
        elif name == "category":
            self._fields["term kind"] = attributes.get("domain", "")
            self._fields["term slug"] = attributes.get("nicename", "")

    def _characters(self, text: str) -> None:
        self._text.append(text)

    def _end(self, name: str) -> None:
        text, self._text = "".join(self._text), []
        self._path.pop()
        where = self._path[-1] if self._path else ""
        if name == "item":
            self._done.append(self._item())
        elif name == "wp:author":
            self.origin.authors[self._author.get("wp:author_login", "")] = self._author.get(
                "wp:author_display_name", ""
            ).strip()
        elif where == "wp:author":
            self._author[name] = text
        elif where == "channel" and name in ("wp:base_blog_url", "link"):
            # The address of the blog goes before that of the channel, which may have a path of its own.
            if name == "wp:base_blog_url" or not self.origin.address:
                self.origin.address = text.strip().rstrip("/")
        elif where == "wp:postmeta":
            self._take_meta(name, text)
        elif where == "item":
            self._take_field(name, text)

    def _take_meta(self, name: str, text: str) -> None:
        if name == "wp:meta_key":
            self._meta_key = text
        elif name == "wp:meta_value" and self._meta_key in META:
            self._meta[META[self._meta_key]] = text.strip()

    def _take_field(self, name: str, text: str) -> None:
        if name != "category":
            self._fields[name] = text
            return
        fields = self._fields
        self._terms.append(Term(fields["term kind"], fields["term slug"], text.strip()))

    def _item(self) -> Item:
        get: Callable[[str], str] = lambda name: self._fields.get(name, "").strip()  # noqa: E731
        return Item(
            number=_number(get("wp:post_id")),
            kind=get("wp:post_type"),
            status=get("wp:status"),
            title=get("title"),
            address=get("link"),
            slug=get("wp:post_name"),
            parent=_number(get("wp:post_parent")),
            order=_number(get("wp:menu_order")),
            has_password=bool(get("wp:post_password")),
            written_at=_moment(get("wp:post_date_gmt"), get("wp:post_date")),
            changed_at=_moment(get("wp:post_modified_gmt"), get("wp:post_modified")),
            author=get("dc:creator"),
            excerpt=get("excerpt:encoded"),
            content=get("content:encoded"),
            terms=tuple(self._terms),
            file_address=get("wp:attachment_url"),
            meta=self._meta,
            comments=self._comments,
        )


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 16 else 0


def _moment(utc: str, local: str) -> datetime | None:
    """Return when something was, from the first of two notations that says it."""
    for text, zone in ((utc, UTC), (local, LOCAL)):
        if not text or text.startswith(NEVER):
            continue
        try:
            return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)
        except (ValueError, OverflowError):
            continue
    return None
