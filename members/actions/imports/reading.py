"""Reading a table that somebody sends: its rows become ours, its file is not kept."""

from datetime import datetime
from itertools import islice
from typing import Any, BinaryIO

from django.db import transaction

from audit import trail
from audit.acts import Act
from files.names import clean_name
from files.refusals import Refused
from files.tables import Row, Sheet, sheets_of
from files.tables.refusals import NO_ROWS
from members.models import Import, ImportRow, Member
from members.permissions import Roles, may_import, require
from members.queries.imports.columns import guessed, is_heading, key_of, remembered

# Written down together; in between others can write.
CHUNK = 500


def read_table(*, file: BinaryIO, name: str, actor: Member, now: datetime) -> Import:
    """
    Turn a csv or xlsx file into an import with its rows, and return it.

    :raises Refused: when it cannot be read, with a message for who sent it; nothing is left then.
    """
    require(may_import(Roles.of(actor)))
    batch = Import.objects.create(name=clean_name(name)[:120] or "tabel", read_by=actor, read_at=now)
    try:
        sheets = [
            _keep_sheet(batch, number, sheet, now) for number, sheet in enumerate(sheets_of(file, is_heading))
        ]
        filled = [number for number, sheet in enumerate(sheets) if sheet["count"]]
        if not filled:
            raise Refused(NO_ROWS)
    except BaseException:
        _drop(batch)
        raise
    finish_reading(
        batch=batch, sheets=sheets, chosen=filled[0] if len(filled) == 1 else None, actor=actor, now=now
    )
    return batch


@transaction.atomic(durable=True)
def finish_reading(
    *, batch: Import, sheets: list[dict[str, Any]], chosen: int | None, actor: Member, now: datetime
) -> None:
    """Write down what was in a file, and choose its sheet when there is only one."""
    batch.sheets = sheets
    if chosen is not None:
        _choose(batch, chosen)
    batch.save()
    count = sum(sheet["count"] for sheet in sheets)
    trail.record(
        Act.IMPORT_READ, actor=actor, subject=batch, facts={"rows": count, "sheets": len(sheets)}, now=now
    )


@transaction.atomic(durable=True)
def choose_sheet(*, batch: Import, number: int, actor: Member) -> None:
    """Bring in one sheet of a file that has several, and forget the others."""
    require(may_import(Roles.of(actor)))
    # RACE: the update is the claim; who chooses second finds it chosen.
    if Import.objects.filter(pk=batch.pk, sheet=None).update(sheet=number):
        _choose(batch, number)
        batch.save()


def _choose(batch: Import, number: int) -> None:
    heading = batch.sheets[number]["heading"]
    batch.sheet = number
    batch.heading_key = key_of(heading)
    # A heading that was seen before is read as it was then; another waits for somebody to look.
    batch.columns = remembered(heading)
    batch.rows.exclude(sheet=number).delete()


def guess_of(batch: Import) -> list[str]:
    """Return which field stands in each column, as it was chosen or else as its heading says."""
    if batch.sheet is None:
        return []
    return batch.columns or guessed(batch.sheets[batch.sheet]["heading"])


def _keep_sheet(batch: Import, number: int, sheet: Sheet, now: datetime) -> dict[str, Any]:
    count = 0
    while rows := list(islice(sheet.rows, CHUNK)):
        _keep_rows(batch, number, rows, now)
        count += len(rows)
    return {"name": sheet.name, "heading": sheet.heading, "count": count}


@transaction.atomic(durable=True)
def _keep_rows(batch: Import, number: int, rows: list[Row], now: datetime) -> None:
    ImportRow.objects.bulk_create(
        ImportRow(batch=batch, sheet=number, number=row.number, cells=row.cells, read_at=now) for row in rows
    )


@transaction.atomic(durable=True)
def _drop(batch: Import) -> None:
    batch.rows.all().delete()
    batch.delete()
