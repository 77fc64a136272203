"""Tables that people send as csv or xlsx: read as rows of text, and written so that nothing in them runs."""

from files.tables.cells import clean, safe_text
from files.tables.reading import LARGEST_TABLE, MOST_COLUMNS, MOST_ROWS, Row, Sheet, sheets_of
from files.tables.writing import csv_of

__all__ = [
    "LARGEST_TABLE",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Row",
    "Sheet",
    "clean",
    "csv_of",
    "safe_text",
    "sheets_of",
]
