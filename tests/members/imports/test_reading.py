"""Whatever program wrote a table, it is read as the same rows; what is no table is refused kindly."""

import csv
import io
import time
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from files.refusals import BOMB, BROKEN, EMPTY, Refused
from files.tables import MOST_ROWS, clean, csv_of, sheets_of
from files.tables import refusals as words
from members.queries.imports.columns import is_heading
from tests.attack.files import OLE, image, swelling
from tests.factories.imports import csv_file, xlsx_file

HEADING = ["Organisatie", "Naam", "E-mailadres"]
CELLS = st.text("aZ1é€ü\xa0ŁЖ漢🙂 ;,|\t\"'=+-@\n", max_size=8) | st.sampled_from(
    ["a;b,c\td|e", 'zij zei "ja"', "=1+1", "'=x", "anna@example.nl", ""]
)
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=6)


def read(file) -> list[tuple[list[str], list[list[str]]]]:
    """Return the heading and the rows of each sheet."""
    return [(sheet.heading, [row.cells for row in sheet.rows]) for sheet in sheets_of(file, is_heading)]


def cleaned(rows) -> list[list[str]]:
    """Return the rows as they should be read: without what cannot be seen, and without empty ones."""
    return [row for row in ([clean(cell) for cell in row] for row in rows) if any(row)]


@settings(max_examples=60)
@given(
    rows=ROWS,
    delimiter=st.sampled_from(";,\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac-roman"]),
    line_end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    above=st.sampled_from([[], [["Ledenlijst 2026"], []]]),
)
def test_table_reads_back_the_same_from_csv_in_any_dialect(
    rows, delimiter, encoding, line_end, quoting, above
):
    if encoding == "mac-roman":
        line_end = "\r"
    if encoding in ("cp1252", "mac-roman"):
        keep = lambda text: text.encode(encoding, "ignore").decode(encoding)  # noqa: E731
        rows = [[keep(cell) for cell in row] for row in rows]
        # Whether two odd signs are one in UTF-8, no reader can know; nor who breaks a cell on a new line.
        assume(not any("\n" in cell for row in rows for cell in row) or encoding == "cp1252")
        blob = "".join(map("".join, rows)).encode(encoding)
        assume(blob.isascii() or not _is_utf_8(csv_file([HEADING, *rows], encoding=encoding).getvalue()))
    file = csv_file(
        [*above, HEADING, *rows],
        encoding=encoding,
        delimiter=delimiter,
        lineterminator=line_end,
        quoting=quoting,
    )

    assert read(file) == [(HEADING, cleaned(rows))]


def _is_utf_8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


@settings(max_examples=20)
@given(rows=ROWS)
def test_table_reads_back_the_same_from_xlsx(rows):
    # What begins like a formula is one in a workbook, and has no value before a program worked it out.
    rows = [[clean(cell).lstrip("=") for cell in row] for row in rows]
    rows = [["" if cell in ("#N/A",) else cell for cell in row] for row in rows]

    assert read(xlsx_file({"Leden": [HEADING, *rows]})) == [(HEADING, cleaned(rows))]


@settings(max_examples=20)
@given(rows=ROWS)
def test_what_we_give_runs_nothing_and_reads_back_the_same(rows):
    text = "".join(csv_of([HEADING, *rows]))

    starts = [
        cell[:1] for row in csv.reader(io.StringIO(text[1:], newline=""), delimiter=";") for cell in row
    ]
    assert not {"=", "+", "-", "@", "\t", "\r", "\n"}.intersection(starts)
    assert read(io.BytesIO(text.encode())) == [(HEADING, cleaned(rows))]


def test_workbook_with_merged_cells_dates_numbers_and_errors():
    rows = [
        ["Ledenlijst"],
        [],
        HEADING,
        ["Noord", 12, date(2026, 3, 1)],
        [None, 1.5, "#N/A"],
        ["Zuid", True, None],
    ]

    sheet = read(xlsx_file({"Leden": rows, "Leeg": []}, "A4:A5", "A1:C1"))[0]

    assert sheet == (HEADING, [["Noord", "12", "1-3-2026"], ["Noord", "1.5", ""], ["Zuid", "ja", ""]])


def test_line_that_tells_excel_the_separator_is_no_row():
    assert read(io.BytesIO(b"sep=|\r\nOrganisatie|Naam\r\nNoord;Oost|An\r\n")) == [
        (["Organisatie", "Naam"], [["Noord;Oost", "An"]])
    ]


def test_table_without_a_heading_keeps_its_first_row():
    assert read(io.BytesIO(b"An;an@example.nl\nBo;bo@example.nl\n")) == [
        (["", ""], [["An", "an@example.nl"], ["Bo", "bo@example.nl"]])
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", EMPTY),
        (OLE, words.OLD_EXCEL),
        (b"%PDF-1.7\x00\x01", words.NO_TABLE),
        (image("PNG"), words.NO_TABLE),
        (b"PK\x03\x04", BROKEN),
        (b'Naam;Organisatie\nAn;"' + b"x" * 140_000, "Rond regel"),
        (b"Naam\n" + b"x\n" * (MOST_ROWS + 1), words.TOO_MANY_ROWS),
    ],
    ids=["empty", "old excel", "pdf", "png", "half a zip", "open quote", "too many rows"],
)
def test_what_is_no_table_is_refused_kindly(content, why):
    with pytest.raises(Refused, match=why[:40].replace("(", ".").replace(")", ".")):
        read(io.BytesIO(content))


def test_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(Refused, match=BOMB[:40]):
        read(io.BytesIO(swelling()))


def with_sheet(change: Callable[[bytes], bytes]) -> io.BytesIO:
    """Return a workbook of which the sheet was changed by hand."""
    whole, changed = xlsx_file({"Leden": [HEADING, ["Noord", "An", "an@example.nl"]]}), io.BytesIO()
    with zipfile.ZipFile(whole) as book, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as other:
        for entry in book.namelist():
            content = book.read(entry)
            other.writestr(entry, change(content) if entry.endswith("sheet1.xml") else content)
    return changed


@pytest.mark.parametrize(
    "change",
    [
        lambda sheet: sheet[:90],
        lambda sheet: sheet.replace(b"</sheetData>", b"</sheetDat>"),
        lambda sheet: sheet.replace(b'r="2"', b'r="x"'),
    ],
    ids=["cut off", "a tag that does not close", "a row without a number"],
)
def test_workbook_that_makes_no_sense_is_refused(change):
    with pytest.raises(Refused, match=BROKEN[:40]):
        read(with_sheet(change))


def test_workbook_full_of_beginnings_of_merged_cells_keeps_nobody_waiting():
    # Different ones, or it would be refused for how far it swells.
    hostile = b"".join(b"<mergeCell %d " % number for number in range(12_000))
    started = time.process_time()

    sheets = read(
        with_sheet(lambda sheet: sheet.replace(b"</worksheet>", b"<!--%b--></worksheet>" % hostile))
    )

    assert sheets == [(HEADING, [["Noord", "An", "an@example.nl"]])]
    # A tenth of a second; looking from each beginning to the end takes ten.
    assert time.process_time() - started < 3
