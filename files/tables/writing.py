"""A table as csv, for a spreadsheet program in the Netherlands."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO

from files.tables.cells import safe_text

# Without it Excel reads accents as Windows would have written them.
BYTE_ORDER_MARK = "\ufeff"


def csv_of(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a csv file row by row: semicolons, every cell quoted, and none that a program would run."""
    yield BYTE_ORDER_MARK
    for row in rows:
        line = StringIO()
        csv.writer(line, delimiter=";", quoting=csv.QUOTE_ALL).writerow(map(safe_text, row))
        yield line.getvalue()
