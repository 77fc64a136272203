"""
A csv file as rows: its characters, what stands between its cells, and where its lines end.

What characters it is written in, we decide ourselves: a mark at the start, else UTF-8 when all of
it is, else what Windows wrote here for thirty years. Guessing by language, as a library would,
takes a name with two accents for Polish.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import BinaryIO

from files.refusals import Refused
from files.tables.refusals import NO_TABLE, OPEN_QUOTE

SAMPLE = 64 * 1024
SAMPLE_ROWS = 50
DELIMITERS = ";,\t|"
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# A line with which Excel is told what stands between the cells.
_SEPARATOR = re.compile(r'"?sep=(.)"?(?=[\r\n]|$)', re.IGNORECASE)
# What no text holds; a form feed and the old end of a file of DOS are forgiven.
_BINARY = re.compile(r"[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")


def rows_of_text(file: BinaryIO, knows: Callable[[str], bool]) -> Iterator[list[str]]:
    """
    Yield the cells of each line as they were written; an empty line has none.

    ``knows`` says of a cell whether it is the heading of a column, as far as one can know.

    :raises Refused: when it is no text, or one cell swallows the rest of the file.
    """
    text = io.TextIOWrapper(file, encoding=encoding_of(file), errors="replace", newline="")
    try:
        sample = text.read(SAMPLE)
        if _BINARY.search(sample):
            raise Refused(NO_TABLE)
        told = _SEPARATOR.match(sample)
        delimiter = told[1] if told else _delimiter_of(sample, knows)
        file.seek(0)
        text = io.TextIOWrapper(text.detach(), encoding=encoding_of(file), errors="replace", newline="")
        reader = csv.reader(text, delimiter=delimiter)
        for number, cells in enumerate(_rows(reader)):
            yield [] if told and number == 0 else cells
    except UnicodeError as error:
        raise Refused(NO_TABLE) from error
    finally:
        # The file is its owner's to close.
        text.detach()


def _rows(reader) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise Refused(OPEN_QUOTE.format(number=reader.line_num)) from error


def encoding_of(file: BinaryIO) -> str:
    """Return what characters a file is written in, and rewind it."""
    file.seek(0)
    head = file.read(SAMPLE)
    file.seek(0)
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    # Latin letters in UTF-16 have an empty byte each, before or after the full one.
    before, after = head[0::2].count(0), head[1::2].count(0)
    if max(before, after) * 10 > len(head) and min(before, after) * 20 <= max(before, after):
        return "utf-16-be" if before > after else "utf-16-le"
    if _is_utf_8(file):
        return "utf-8"
    # Only an old Mac ended its lines so, and it had characters of its own.
    return "mac-roman" if b"\r" in head and b"\n" not in head else "cp1252"


def _is_utf_8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while chunk := file.read(SAMPLE):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return True


def _delimiter_of(sample: str, knows: Callable[[str], bool]) -> str:
    """Return the sign between which most headings are found, and which cuts most rows as wide as those."""

    def score(delimiter: str) -> tuple[int, int, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            rows = [row for row in islice(reader, SAMPLE_ROWS) if any(map(str.strip, row))]
        except csv.Error:
            return (0, 0, 0)
        known, width = max(((sum(map(knows, row)), len(row)) for row in rows), default=(0, 0))
        if known:
            return (known, sum(len(row) == width for row in rows), width)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = widths.most_common(1)[0] if widths else (0, 0)
        return (0, count, width)

    return max(DELIMITERS, key=score)
