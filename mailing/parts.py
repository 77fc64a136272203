"""
Letters that are put together as they leave, from parts that many of them share.

The same line of news stands in thousands of digests. It is kept once, and the row of a letter
only says of which parts it is made and what nobody else reads in it. That spares the database
most of its work, and the letter is exactly known all the same.
"""

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from html import escape
from typing import NamedTuple, Protocol

from django.apps import apps
from django.db.models import QuerySet

# Where the parts of a letter come in its frame.
PARTS = "parts"
# Nobody finds another text with the same ninety-six bits.
KEY_OCTETS = 12
# All lines of a week of news for 20,000 members: fetching them again for each batch costs more than sending.
REMEMBERED = 30_000

_SLOT = re.compile(rb"@@(\w+)@@")


class Piece(NamedTuple):
    """A part of a letter in both its forms."""

    text: str
    html: str


class Kept(NamedTuple):
    """A part as it goes over the wire."""

    text: bytes
    html: bytes


@dataclass(frozen=True)
class Recipe:
    """
    A letter by its parts: the frame, what stands in its slot for parts, and words for its other slots.

    SECURITY: no words of people stand in the frame itself, so that nobody can write a slot.
    """

    subject: str
    frame: str
    parts: Sequence[str]
    words: Mapping[str, str]

    def packed(self) -> str:
        """Return it as a row keeps it, without the subject, which has a column of its own."""
        made_of = [self.frame, " ".join(self.parts), dict(self.words)]
        return json.dumps(made_of, ensure_ascii=False, separators=(",", ":"))


class MadeOfParts(Protocol):
    """A letter's row."""

    subject: str
    text: str
    parts: str


def keep(pieces: Sequence[Piece], *, about: str, now: datetime) -> list[str]:
    """Keep parts for the letters about one subject, and return the keys by which recipes name them."""
    keys = [_key(piece) for piece in pieces]
    rows = _rows()
    rows.bulk_create(
        [
            rows.model(about=about, key=key, text=piece.text, html=piece.html, made_at=now)
            for key, piece in dict(zip(keys, pieces, strict=True)).items()
        ],
        ignore_conflicts=True,
    )
    return keys


def load(rows: Iterable[MadeOfParts]) -> None:
    """Fetch the parts of many letters in one query; what was fetched before is remembered."""
    _fetch({key for row in rows if row.parts for key in _names(row.parts)})


def texts(row: MadeOfParts) -> list[bytes]:
    """Return the texts of which a letter is made, without its frame, as they go over the wire."""
    if not row.parts:
        return [octets(row.text)]
    _frame, *keys = _names(row.parts)
    load([row])
    return [_remembered[key].text for key in keys]


def words(row: MadeOfParts) -> Piece:
    """Return the text and the HTML of a letter as words."""
    return Piece(*(form.decode().replace("\r\n", "\n") for form in put_together(row)))


def put_together(row: MadeOfParts) -> tuple[bytes, bytes]:
    """Return the text and the HTML of a letter, with CRLF line ends."""
    frame, named, own = json.loads(row.parts)
    keys = named.split()
    _fetch({frame, *keys})
    kept = [_remembered[key] for key in keys]
    own["subject"] = row.subject
    text = {name.encode(): word.encode("utf-8", "replace") for name, word in own.items()}
    html = {name.encode(): escape(word).encode("utf-8", "replace") for name, word in own.items()}
    text[PARTS.encode()] = b"".join([part.text for part in kept])
    html[PARTS.encode()] = b"".join([part.html for part in kept])
    return _fill(_remembered[frame].text, text), _fill(_remembered[frame].html, html)


def _rows() -> QuerySet:
    # By its name, because the model of a letter gives its words through this module.
    return apps.get_model("mailing", "LetterPart")._default_manager.all()


def _fill(frame: bytes, slots: Mapping[bytes, bytes]) -> bytes:
    return _SLOT.sub(lambda slot: slots[slot[1]], frame)


def _names(packed: str) -> list[str]:
    frame, named, _words = json.loads(packed)
    return [frame, *named.split()]


def _key(piece: Piece) -> str:
    digest = sha256(f"{piece.text}\0{piece.html}".encode("utf-8", "replace")).digest()
    return urlsafe_b64encode(digest[:KEY_OCTETS]).decode()


# A key is made of the words themselves, so what is remembered can never be out of date.
_remembered: dict[str, Kept] = {}


def _fetch(keys: set[str]) -> None:
    # A difference of sets would copy everything that is remembered.
    new = {key for key in keys if key not in _remembered}
    if not new:
        return
    if len(_remembered) + len(new) > REMEMBERED:
        forget()
        new = keys
    found = _rows().filter(key__in=new).values_list("key", "text", "html")
    _remembered.update({key: Kept(octets(text), octets(html)) for key, text, html in found})


def forget() -> None:
    """Forget what was fetched."""
    _remembered.clear()


def octets(content: str) -> bytes:
    """Return words as they go over the wire."""
    lines = content.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")
    return lines.encode("utf-8", "replace")
