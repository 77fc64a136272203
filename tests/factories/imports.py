"""Tables of people as they are sent to us, and imports made of them."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO, StringIO

from django.contrib.auth.models import Group
from openpyxl import Workbook

from members.actions.imports import checking, reading
from members.models import PROGRAMME_TEAM, Import, Member
from tests.factories.members import MemberFactory

HEADING = ("Organisatie", "Naam", "E-mailadres", "Rol")


def csv_file(rows: Iterable[Sequence[object]], *, encoding: str = "utf-8", **dialect) -> BytesIO:
    """Return a csv as some program would write it."""
    text = StringIO(newline="")
    csv.writer(text, **({"delimiter": ";"} | dialect)).writerows(rows)
    return BytesIO(text.getvalue().encode(encoding))


def xlsx_file(sheets: dict[str, Iterable[Sequence[object]]], *merged: str) -> BytesIO:
    """Return a workbook with these sheets; cells are merged in the first."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    file = BytesIO()
    book.save(file)
    return file


def programme_team_member() -> Member:
    """Return somebody who may bring in tables."""
    member = MemberFactory()
    member.groups.add(Group.objects.get_or_create(name=PROGRAMME_TEAM)[0])
    return member


def staged(
    rows: Iterable[Sequence[object]],
    *,
    now: datetime,
    heading: Sequence[str] = HEADING,
    actor: Member | None = None,
) -> Import:
    """Return an import of these rows of which the columns are chosen, and every row is looked at."""
    actor = actor or programme_team_member()
    batch = reading.read_table(file=csv_file([heading, *rows]), name="leden.csv", actor=actor, now=now)
    checking.choose_columns(batch=batch, columns=reading.guess_of(batch), actor=actor)
    checking.check_due(clock=lambda: now, seconds=60)
    return batch
