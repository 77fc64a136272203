"""A workbook (xlsx) as rows, read as a stream: values, never formulas."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from files.refusals import BROKEN, Refused
from files.tables.cells import written_out

MOST_COLUMNS = 60
MOST_SHEETS = 20
# Behind so many empty rows nothing comes any more but formatting.
MOST_EMPTY = 2000
MOST_MERGES = 20_000
CHUNK = 64 * 1024
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')
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
    try:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        for sheet in visible[:MOST_SHEETS]:
            yield sheet.title, _rows(sheet, _merges(file, sheet))
        book.close()
    except Refused:
        raise
    # SECURITY: what a hostile workbook makes its reader stumble over is not to be foreseen.
    except Exception as error:
        raise Refused(BROKEN) from error


def _rows(sheet, merges: list[_Merge]) -> Iterator[list[str]]:
    # What a program wrote of the size of a sheet is often not so.
    sheet.reset_dimensions()
    empty = 0
    open_merges: dict[_Merge, str] = {}
    waiting = iter(merges)
    coming = next(waiting, None)
    for number, values in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
        cells = ["" if value in _ERRORS else written_out(value) for value in values]
        while coming and coming.top <= number:
            open_merges[coming] = _cell(cells, coming.column)
            coming = next(waiting, None)
        for merge in list(open_merges):
            if merge.bottom < number:
                del open_merges[merge]
            elif text := open_merges[merge]:
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
