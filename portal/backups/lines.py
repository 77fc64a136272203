r"""
How a row is written down: as PostgreSQL's COPY writes it, so that PostgreSQL itself reads and writes it.

Tabs between values, ``\N`` for none, a backslash before what would be taken for something else. SQLite
keeps some kinds of values in another shape; here they get PostgreSQL's, and back, so that the
same rows are the same bytes from either.
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any

from portal.backups import tables
from portal.backups.tables import Table

NOTHING = r"\N"
ESCAPES = {
    "\\": r"\\",
    "\b": r"\b",
    "\f": r"\f",
    "\n": r"\n",
    "\r": r"\r",
    "\t": r"\t",
    "\v": r"\v",
}
MEANINGS = {written[1]: meant for meant, written in ESCAPES.items()}
SPECIAL = re.compile(r"[\\\b\f\n\r\t\v]")
ESCAPED = re.compile(r"\\(.)")
UTC = "+00"


def writer_of(table: Table) -> Callable[[Iterable[Any]], bytes]:
    """Return what makes a line of a row of SQLite."""
    writers = [WRITERS[column.kind] for column in table.columns]

    def written(row: Iterable[Any]) -> bytes:
        values = zip(writers, row, strict=True)
        return (
            "\t".join([NOTHING if value is None else write(value) for write, value in values]) + "\n"
        ).encode()

    return written


def reader_of(kinds: list[str]) -> Callable[[bytes], list[Any]]:
    """Return what makes a row for SQLite of a line."""
    readers = [READERS[kind] for kind in kinds]

    def read(line: bytes) -> list[Any]:
        values = zip(readers, line.decode().split("\t"), strict=True)
        return [None if value == NOTHING else meant(value) for meant, value in values]

    return read


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda found: ESCAPES[found[0]], text) if SPECIAL.search(text) else text


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: MEANINGS.get(found[1], found[1]), text) if "\\" in text else text


def _trimmed(time: str) -> str:
    """Return a time without the noughts at its end, as PostgreSQL writes it."""
    return time.rstrip("0").rstrip(".") if "." in time else time


def _filled(time: str) -> str:
    """Return a time with six digits behind the point or none, as Django writes it to SQLite."""
    whole, point, part = time.partition(".")
    return f"{whole}.{part:0<6}" if point else whole


def _dashed(number: str) -> str:
    return f"{number[:8]}-{number[8:12]}-{number[12:16]}-{number[16:20]}-{number[20:]}"


def _in_order(value: Any) -> Any:
    """Put the keys of an object in the order of PostgreSQL's jsonb: the shortest first."""
    if isinstance(value, dict):
        ordered = sorted(value.items(), key=lambda item: (len(item[0].encode()), item[0].encode()))
        return {key: _in_order(one) for key, one in ordered}
    if isinstance(value, list):
        return [_in_order(one) for one in value]
    return value


def _json(text: str) -> str:
    return _escaped(json.dumps(_in_order(json.loads(text)), ensure_ascii=False))


WRITERS: dict[str, Callable[[Any], str]] = {
    tables.TEXT: _escaped,
    tables.NUMBER: str,
    tables.TRUTH: lambda value: "t" if value else "f",
    tables.MOMENT: lambda value: _trimmed(value) + UTC,
    tables.TIME: _trimmed,
    tables.DAY: str,
    tables.UUID: _dashed,
    tables.FLOAT: lambda value: repr(float(value)).removesuffix(".0"),
    tables.BYTES: lambda value: rf"\\x{value.hex()}",
    tables.JSON: _json,
}
READERS: dict[str, Callable[[str], Any]] = {
    tables.TEXT: _unescaped,
    tables.NUMBER: int,
    tables.TRUTH: lambda text: text == "t",
    tables.MOMENT: lambda text: _filled(text.removesuffix(UTC)),
    tables.TIME: _filled,
    tables.DAY: str,
    tables.UUID: lambda text: text.replace("-", ""),
    tables.FLOAT: float,
    tables.BYTES: lambda text: bytes.fromhex(text.removeprefix(r"\\x")),
    tables.JSON: _unescaped,
}
