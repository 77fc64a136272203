"""A workbook (xlsx) as rows, read as a stream: values, never formulas."""

import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from files.refusals import BROKEN, Refused
from files.tables.cells import written_out

MOST_COLUMNS = 60
MOST_SHEETS = 20
# Behind so many empty rows nothing comes any more but formatting.
MOST_EMPTY = 2000
MOST_MERGES = 20_000
CHUNK = 64 * 1024
# SECURITY: no tag holds the beginning of another, so a search ends there; else many beginnings take for ever.
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}


@dataclass(frozen=True, slots=True)
class _Merge:
    """Cells made into one: what stands in the first counts for each below it."""

    column: int
    top: int
    bottom: int


def sheets_of_workbook(file: BinaryIO) -> Iterator[tuple[str, Iterator[list[str]]]]:
    """
    Yield the name and the rows of each sheet that can be seen, one after the other.

    :raises Refused: when something in it makes no sense.
    """
    # Few send a workbook, and every worker would keep its reader in memory for weeks.
    from openpyxl import load_workbook  # noqa: PLC0415

    with _refused_when_broken():
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in visible[:MOST_SHEETS]:
            yield sheet.title, _rows(sheet, _merges(file, sheet))
        book.close()


@contextmanager
def _refused_when_broken() -> Iterator[None]:
    """Refuse the file, whatever its reader stumbles over inside."""
    try:
        yield
    except Refused:
        raise
    # SECURITY: what a hostile workbook makes its reader stumble over is not to be foreseen.
    except Exception as error:
        raise Refused(BROKEN) from error


def _rows(sheet, merges: list[_Merge]) -> Iterator[list[str]]:
    # Its own guard, because a row is read only when somebody asks for it.
    with _refused_when_broken():
        # What a program wrote of the size of a sheet is often not so.
        sheet.reset_dimensions()
        yield from _filled(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), merges)


def _filled(rows: Iterator[tuple], merges: list[_Merge]) -> Iterator[list[str]]:
    """Yield the rows with what stands in merged cells in each of their rows."""
    empty = 0
    # By column, in which one begins where the other ended.
    open_merges: dict[int, tuple[_Merge, str]] = {}
    waiting = iter(merges)
    coming = next(waiting, None)
    for number, values in enumerate(rows, start=1):
        cells = ["" if value in _ERRORS else written_out(value) for value in values]
        while coming and coming.top <= number:
            open_merges[coming.column] = coming, _cell(cells, coming.column)
            coming = next(waiting, None)
        for merge, text in list(open_merges.values()):
            if merge.bottom < number:
                del open_merges[merge.column]
            elif text:
                cells += [""] * (merge.column + 1 - len(cells))
                cells[merge.column] = text
        empty = 0 if any(cells) else empty + 1
        if empty > MOST_EMPTY:
            return
        yield cells


def _cell(cells: list[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _merges(file: BinaryIO, sheet) -> list[_Merge]:
    """Return the merged cells that span rows, from the top down; a stream of rows does not tell them."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415 - idem

    found = []
    with zipfile.ZipFile(file) as archive, archive.open(sheet._worksheet_path.lstrip("/")) as part:
        rest = b""
        while chunk := part.read(CHUNK):
            chunk = rest + chunk
            end = 0
            for match in _MERGE.finditer(chunk):
                left, top, _, bottom = range_boundaries(match[1].decode())
                end = match.end()
                if bottom > top and left <= MOST_COLUMNS:
                    found.append(_Merge(left - 1, top, bottom))
            if len(found) > MOST_MERGES:
                raise Refused(BROKEN)
            rest = chunk[max(end, len(chunk) - 200) :]
    return sorted(found, key=lambda merge: merge.top)
