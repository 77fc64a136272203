"""What stands in a table that somebody sends: its sheets, their headings and their rows, as a stream."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from typing import BinaryIO

from files.office import kind_of_office_file
from files.refusals import EMPTY, OLD_OFFICE, Refused
from files.tables.cells import clean
from files.tables.refusals import NO_TABLE, OLD_EXCEL, TOO_LARGE, TOO_MANY_ROWS
from files.tables.text import rows_of_text
from files.tables.workbook import MOST_COLUMNS, sheets_of_workbook
from files.vetting import LARGEST_FILE

LARGEST_TABLE = LARGEST_FILE
MOST_ROWS = 50_000
# Above the heading there may be a title, a date, a word of explanation.
HEADING_WITHIN = 20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that is not empty, with its number as a spreadsheet program counts."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: the words above its columns, and its rows, to be read before the next sheet is asked for."""

    name: str
    heading: list[str]
    rows: Iterator[Row]


def sheets_of(file: BinaryIO, knows: Callable[[str], bool]) -> Iterator[Sheet]:
    """
    Yield the sheets of a csv or xlsx file that can be read and rewound; a csv has one, without a name.

    ``knows`` says of a cell whether it is the heading of a column, as far as one can know.

    :raises Refused: when it cannot be read, with a message for who sent it.
    """
    size = file.seek(0, 2)
    if size == 0:
        raise Refused(EMPTY)
    if size > LARGEST_TABLE:
        raise Refused(TOO_LARGE)
    left = [MOST_ROWS]
    for name, rows in _tables(file, size, knows):
        yield _sheet(name, _numbered(rows), knows, left)


def _tables(file: BinaryIO, size: int, knows: Callable[[str], bool]) -> Iterator[tuple[str, Iterator]]:
    file.seek(0)
    head = file.read(len(_OLE))
    if head.startswith(_OLE):
        raise Refused(OLD_EXCEL)
    if not head.startswith(b"PK\x03\x04"):
        yield "", rows_of_text(file, knows)
        return
    try:
        kind = kind_of_office_file(file, size)
    except Refused as refused:
        raise Refused(OLD_EXCEL if str(refused) == OLD_OFFICE else str(refused)) from refused
    if kind != "xlsx":
        raise Refused(NO_TABLE)
    yield from sheets_of_workbook(file)


def _numbered(rows: Iterator[list[str]]) -> Iterator[Row]:
    for number, cells in enumerate(rows, start=1):
        cells = [clean(cell) for cell in cells[:MOST_COLUMNS]]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield Row(number, cells)


def _sheet(name: str, rows: Iterator[Row], knows: Callable[[str], bool], left: list[int]) -> Sheet:
    first = list(islice(rows, HEADING_WITHIN))
    place, heading = _heading(first, knows)
    return Sheet(name, heading, _counted(chain(first[place:], rows), len(heading), left))


def _heading(rows: list[Row], knows: Callable[[str], bool]) -> tuple[int, list[str]]:
    """Return the words above the columns, and at which row the table below them begins."""
    width = max((len(row.cells) for row in rows), default=0)
    known = [sum(map(knows, row.cells)) for row in rows]
    if any(known):
        place = known.index(max(known))
    else:
        filled = [sum(map(bool, row.cells)) for row in rows]
        place = filled.index(max(filled)) if filled else 0
    cells = rows[place].cells if rows else []
    if any("@" in cell for cell in cells):
        # It has no heading: this is somebody already.
        return 0, [""] * width
    return place + 1, [*cells, *[""] * (width - len(cells))]


def _counted(rows: Iterator[Row], width: int, left: list[int]) -> Iterator[Row]:
    """Pass rows on, as wide as their heading, and as many as one file may have."""
    for row in rows:
        left[0] -= 1
        if left[0] < 0:
            raise Refused(TOO_MANY_ROWS)
        row.cells.extend([""] * (width - len(row.cells)))
        yield row
