"""Looking at each row of an import: what will become of it, and what somebody changes about that."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from audit import trail
from audit.acts import Act
from files.tables import clean
from members.models import Import, ImportRow, Member
from members.permissions import Roles, may_import, require
from members.queries.imports.cells import key_of_organization
from members.queries.imports.judging import judge
from members.queries.imports.places import Places

CHUNK = 250
State = Import.State


class NotStaged(Exception):
    """The import was done or undone meanwhile; nothing about it can be changed any more."""


def check_due(*, clock: Callable[[], datetime], seconds: float, batch: Import | None = None) -> None:
    """
    Look at rows that wait to be looked at, for about so many seconds: of one import, or of all.

    Any number of workers may do this at once, and each may be killed at any moment.
    """
    until = clock() + timedelta(seconds=seconds)
    for due in [batch] if batch else to_check():
        places = Places.load()
        while clock() < until and _check_chunk(due.pk, places, clock()):
            pass


def to_check() -> QuerySet[Import]:
    """Return the imports of which rows wait to be looked at."""
    waiting = ImportRow.objects.filter(verdict="").values("batch")
    staged = Import.objects.filter(state=State.STAGED, sheet__isnull=False).exclude(columns=None)
    return staged.filter(pk__in=waiting).order_by("pk")


@transaction.atomic(durable=True)
def choose_columns(*, batch: Import, columns: Sequence[str], actor: Member) -> None:
    """
    Say which field stands in each column; every row is looked at again.

    :raises NotStaged: when it was done meanwhile.
    """
    require(may_import(Roles.of(actor)))
    _require_staged(batch)
    Import.objects.filter(pk=batch.pk).update(columns=list(columns))
    batch.columns = list(columns)
    batch.rows.update(verdict="", problem="", organization=None, decision="")


@transaction.atomic(durable=True)
def mend_row(*, row: ImportRow, texts: dict[int, str], actor: Member) -> None:
    """
    Put other words in cells of a row, by column; what stood there in the file stays known.

    :raises NotStaged: when the import was done meanwhile.
    """
    require(may_import(Roles.of(actor)))
    _require_staged(row.batch)
    mended = {**row.mended, **{str(column): clean(text) for column, text in texts.items()}}
    for column, text in enumerate(row.cells):
        if mended.get(str(column)) == text:
            del mended[str(column)]
    ImportRow.objects.filter(pk=row.pk).update(mended=mended, decision="")
    _look_again_at_akin(row)


@transaction.atomic(durable=True)
def leave_out(*, row: ImportRow, left_out: bool, actor: Member) -> None:
    """
    Do nothing with a row, or do with it what it says after all.

    :raises NotStaged: when the import was done meanwhile.
    """
    require(may_import(Roles.of(actor)))
    _require_staged(row.batch)
    ImportRow.objects.filter(pk=row.pk).update(left_out=left_out)
    _look_again_at_akin(row)


@transaction.atomic(durable=True)
def decide(*, row: ImportRow, decision: str, actor: Member) -> None:
    """
    Say whether what a row is about is what it is like, or another.

    Said of an organisation, it counts for each row that names it.

    :raises NotStaged: when the import was done meanwhile.
    """
    require(may_import(Roles.of(actor)))
    _require_staged(row.batch)
    alike = Q(pk=row.pk)
    if row.organization and key_of_organization(row.organization.name) != row.organization_key:
        alike = Q(organization_key=row.organization_key)
    row.batch.rows.filter(alike).update(decision=decision, verdict="")


@transaction.atomic(durable=True)
def discard(*, batch: Import, actor: Member, now: datetime) -> None:
    """
    Throw an import away of which nothing was done.

    :raises NotStaged: when it was done meanwhile.
    """
    require(may_import(Roles.of(actor)))
    _require_staged(batch)
    trail.record(Act.IMPORT_DISCARDED, actor=actor, subject=batch, now=now)
    batch.rows.all().delete()
    batch.delete()


def _require_staged(batch: Import) -> None:
    # RACE: who does the import holds its row; who changes it waits here, and then finds it done.
    if not Import.objects.select_for_update().filter(pk=batch.pk, state=State.STAGED).exists():
        raise NotStaged


def _look_again_at_akin(row: ImportRow) -> None:
    """Have a row looked at again, and those that said the same: they may be double no more."""
    akin = Q(pk=row.pk)
    if row.address:
        akin |= Q(address=row.address)
    elif row.organization_key:
        akin |= Q(address="", organization_key=row.organization_key)
    row.batch.rows.filter(akin).update(verdict="")


@transaction.atomic(durable=True)
def _check_chunk(pk: int, places: Places, now: datetime) -> int:
    """Look at the next rows of an import, and return at how many."""
    # RACE: who changes its columns waits until these rows are written, and has them looked at again.
    batch = Import.objects.select_for_update().filter(pk=pk, state=State.STAGED).first()
    if batch is None or batch.columns is None:
        return 0
    rows = list(batch.rows.filter(verdict="").order_by("number")[:CHUNK])
    for judgement in judge(batch, rows, places, now):
        row, place = judgement.row, judgement.place or judgement.like_place
        row.verdict = judgement.verdict
        row.problem = judgement.problem or ""
        row.address = judgement.said.email[:254]
        row.organization_key = judgement.said.organization_key
        row.organization_id = place.pk if place else None
    ImportRow.objects.bulk_update(rows, ["verdict", "problem", "address", "organization_key", "organization"])
    return len(rows)
