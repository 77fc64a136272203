"""The directory as a file for a spreadsheet program, safe to open."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from files.tables.cells import safe_text
from files.tables.writing import csv_of


def csv_file(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a file with semicolons, as Dutch spreadsheet programs read it."""
    return "".join(csv_of([columns, *rows])).encode()


def workbook(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a workbook with one sheet, in which every cell is text."""
    # Reading this in takes longer than most pages, and few make a workbook.
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    for row in [columns, *rows]:
        cells = [WriteOnlyCell(sheet, value=safe_text(value)) for value in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    content = BytesIO()
    book.save(content)
    return content.getvalue()
