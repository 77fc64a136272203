"""
Doing what an import says: organisations are made, and who is to be invited waits for that.

A worker does so many rows at a time, each time in a transaction that also says which were done;
after a crash the next goes on there, and nothing is done twice.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from audit import trail
from audit.acts import Act
from members.actions.imports.checking import NotStaged
from members.models import Import, ImportRow, Member, Organization, Region
from members.permissions import Roles, may_import, require
from members.queries.imports.cells import Said, said_by
from members.queries.imports.columns import folded
from members.queries.imports.judging import People, has_place, people_of
from members.queries.imports.subjects import Subjects

CHUNK = 250
State = Import.State
Verdict = ImportRow.Verdict
Result = ImportRow.Result


@transaction.atomic(durable=True)
def start_applying(*, batch: Import, actor: Member, now: datetime) -> None:
    """
    Have an import done; what cannot be, waits for a choice or was left out, is passed over.

    :raises NotStaged: when it was done already, or rows wait to be looked at.
    """
    require(may_import(Roles.of(actor)))
    # RACE: the update is the claim and comes first. A double click finds it taken; whoever changed
    # something just before has left rows that nobody looked at yet.
    held = Import.objects.filter(pk=batch.pk, state=State.STAGED).exclude(columns=None)
    if not held.update(state=State.APPLYING, applied_at=now) or batch.rows.filter(verdict="").exists():
        raise NotStaged
    todo = batch.rows.filter(left_out=False, verdict__in=[Verdict.NEW, Verdict.KNOWN])
    count = todo.count()
    batch.rows.exclude(pk__in=todo.values("pk")).update(result=Result.SKIPPED)
    trail.record(Act.IMPORT_APPLIED, actor=actor, subject=batch, facts={"rows": count}, now=now)


def apply_due(*, clock: Callable[[], datetime], seconds: float) -> None:
    """
    Do what imports say, for about so many seconds.

    Any number of workers may do this at once, and each may be killed at any moment.
    """
    until = clock() + timedelta(seconds=seconds)
    for batch in to_do():
        while clock() < until and _apply_chunk(batch.pk, clock()):
            pass


def to_do() -> QuerySet[Import]:
    """Return the imports that are being done."""
    return Import.objects.filter(state=State.APPLYING).order_by("pk")


@transaction.atomic(durable=True)
def _apply_chunk(pk: int, now: datetime) -> bool:
    """Do the next rows of an import; say whether there may be more."""
    # RACE: one worker at a time holds an import, and each goes on where the last one came.
    batch = Import.objects.select_for_update().filter(pk=pk, state=State.APPLYING).first()
    if batch is None:
        return False
    rows = list(batch.rows.filter(result="").order_by("number")[:CHUNK])
    if not rows:
        Import.objects.filter(pk=pk).update(state=State.APPLIED)
        return False
    said = {row.pk: said_by(row.texts, batch.columns or []) for row in rows}
    _find_or_make_places(batch, rows, said)
    people = people_of(said.values(), [], now)
    for row in rows:
        row.result = _result(row, said[row.pk], people)
    ImportRow.objects.bulk_update(rows, ["organization", "made_organization", "result"])
    _give_themes(batch, rows, said)
    return True


def _result(row: ImportRow, said: Said, people: People) -> Result:
    """Return whether somebody waits for an invitation now: known colleagues do not."""
    is_same = row.verdict == Verdict.KNOWN
    needs_none = is_same or not said.email or has_place(people, said.email, row.organization_id)
    return Result.DONE if needs_none else Result.WAITING


def _find_or_make_places(batch: Import, rows: Sequence[ImportRow], said: dict[int, Said]) -> None:
    """Give each row its organisation: one that there is, one that an earlier row made, or a new one."""
    lost = [row for row in rows if said[row.pk].organization and row.organization_id is None]
    keys = {row.organization_key for row in lost}
    earlier = batch.rows.filter(organization_key__in=keys, organization__isnull=False)
    known = dict(earlier.values_list("organization_key", "organization_id"))
    names = Organization.objects.filter(name__in={said[row.pk].organization for row in lost})
    by_name = dict(names.values_list("name", "pk"))
    regions = {folded(name): pk for pk, name in Region.objects.values_list("pk", "name")}
    new: dict[str, ImportRow] = {}
    for row in lost:
        row.organization_id = known.get(row.organization_key) or by_name.get(said[row.pk].organization)
        if row.organization_id is None:
            new.setdefault(row.organization_key, row)
    made = Organization.objects.bulk_create(_place(said[row.pk], regions) for row in new.values())
    for row, place in zip(new.values(), made, strict=True):
        row.made_organization = True
        known[row.organization_key] = place.pk
    for row in lost:
        row.organization_id = row.organization_id or known[row.organization_key]


def _give_themes(batch: Import, rows: Sequence[ImportRow], said: dict[int, Said]) -> None:
    """Give the organisations that this import made the themes that any row names for them."""
    named = [row for row in rows if said[row.pk].themes and row.organization_id]
    if not named:
        return
    subjects, link = Subjects.load(), Organization.themes.through
    made = batch.rows.filter(made_organization=True, organization__in={row.organization_id for row in named})
    ours = set(made.values_list("organization_id", flat=True))
    links = {
        (row.organization_id, theme)
        for row in named
        if row.organization_id in ours
        for theme, _ in subjects.named_in(said[row.pk].themes).themes
    }
    link.objects.bulk_create(
        (link(organization_id=place, theme_id=theme) for place, theme in sorted(links)), ignore_conflicts=True
    )


def _place(said: Said, regions: dict[str, int]) -> Organization:
    return Organization(
        name=said.organization,
        kind=said.kind,
        municipalities=said.municipalities,
        region_id=regions.get(folded(said.region)),
    )
