"""
Undoing an import as a whole: what it made and nobody took up goes away again.

Who accepted an invitation stays, and so does an organisation that somebody went on with; the
page names them. In chunks, like doing it was.
"""

from collections.abc import Callable, Collection
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from audit import trail
from audit.acts import Act
from members.models import Import, ImportRow, Invitation, Member, Organization, Region
from members.notifications import imports as letters
from members.permissions import Roles, may_import, require
from members.queries.imports.cells import said_by
from members.queries.imports.columns import folded
from members.queries.imports.subjects import Subjects

CHUNK = 250
State = Import.State
Result = ImportRow.Result
OPEN = [Result.DONE, Result.WAITING, Result.INVITED]
CALLED_BACK = "De import is ongedaan gemaakt."


class NothingToUndo(Exception):
    """The import was not done, or was undone already."""


@transaction.atomic(durable=True)
def start_undoing(*, batch: Import, actor: Member, now: datetime) -> None:
    """
    Have an import undone, also one that is half done.

    :raises NothingToUndo: when it was not done, or was undone already.
    """
    require(may_import(Roles.of(actor)))
    done = Import.objects.filter(pk=batch.pk, state__in=[State.APPLYING, State.APPLIED])
    # RACE: the update is the claim; a double click finds it taken.
    if not done.update(state=State.UNDOING, inviting_since=None):
        raise NothingToUndo
    batch.rows.filter(result="").update(result=Result.SKIPPED)
    trail.record(Act.IMPORT_UNDONE, actor=actor, subject=batch, now=now)


def undo_due(*, clock: Callable[[], datetime], seconds: float) -> None:
    """
    Undo what is to be undone, for about so many seconds.

    Any number of workers may do this at once, and each may be killed at any moment.
    """
    until = clock() + timedelta(seconds=seconds)
    for batch in to_undo():
        while clock() < until and _undo_chunk(batch.pk):
            pass


def to_undo() -> QuerySet[Import]:
    """Return the imports that are being undone."""
    return Import.objects.filter(state=State.UNDOING).order_by("pk")


@transaction.atomic(durable=True)
def _undo_chunk(pk: int) -> bool:
    """Undo the next rows: first the invitations, then the organisations; say whether there is more."""
    # RACE: one worker at a time holds an import.
    batch = Import.objects.select_for_update().filter(pk=pk, state=State.UNDOING).first()
    if batch is None:
        return False
    if rows := list(
        batch.rows.filter(result__in=OPEN).select_related("invitation").order_by("number")[:CHUNK]
    ):
        _take_back_invitations(rows)
        return True
    made = batch.rows.filter(result=Result.UNDONE, made_organization=True)
    if rows := list(made.select_related("organization").order_by("number")[:CHUNK]):
        _take_back_organizations(batch, rows)
        return True
    Import.objects.filter(pk=pk).update(state=State.UNDONE)
    return False


def _take_back_invitations(rows: list[ImportRow]) -> None:
    open_ones = [row.invitation_id for row in rows if row.invitation and row.invitation.accepted_at is None]
    # RACE: who accepts at this moment either was first, or finds the invitation gone.
    held = Invitation.objects.select_for_update().filter(pk__in=open_ones, accepted_at=None)
    gone = set(held.values_list("pk", flat=True))
    letters.call_back(gone, reason=CALLED_BACK)
    taken_up = {row.pk for row in rows if row.invitation_id and row.invitation_id not in gone}
    for result, some in (
        (Result.KEPT, taken_up),
        (Result.UNDONE, {row.pk for row in rows} - taken_up),
    ):
        ImportRow.objects.filter(pk__in=some).update(result=result)
    Invitation.objects.filter(pk__in=gone).delete()


def _take_back_organizations(batch: Import, rows: list[ImportRow]) -> None:
    made = {row.organization_id: row for row in rows if row.organization}
    kept = _gone_on_with(made.keys()) | _changed(batch, made)
    Organization.objects.filter(pk__in=made.keys() - kept).delete()
    still = {made[pk].pk for pk in kept}
    ImportRow.objects.filter(pk__in=still).update(result=Result.KEPT)
    ImportRow.objects.filter(pk__in={row.pk for row in rows} - still).update(made_organization=False)


def _gone_on_with(organizations: Collection[int]) -> set[int]:
    """Return to which of these organisations anything leads by now, a query for each kind of thing."""
    found: set[int] = set()
    # The rows that name it lead to it, and so do the themes they gave it: those are compared.
    ours = (ImportRow, Organization.themes.through)
    for relation in Organization._meta.get_fields(include_hidden=True):
        if not relation.is_relation or not relation.auto_created or relation.related_model in ours:
            continue
        name = relation.field.name
        leading = relation.related_model._base_manager.filter(**{f"{name}__in": organizations})
        found.update(leading.values_list(name, flat=True))
    return found


def _changed(batch: Import, made: dict[int, ImportRow]) -> set[int]:
    """Return which organisations say something else by now than their row said."""
    regions = {folded(name): pk for pk, name in Region.objects.values_list("pk", "name")}
    found = _with_other_themes(batch, made.keys())
    for pk, row in made.items():
        said = said_by(row.texts, batch.columns or [])
        as_made = (
            said.organization,
            said.kind,
            said.municipalities,
            regions.get(folded(said.region)),
            True,
            None,
        )
        now = row.organization
        is_now = (now.name, now.kind, now.municipalities, now.region_id, now.is_active, now.rests_until)
        if is_now != as_made:
            found.add(pk)
    return found


def _with_other_themes(batch: Import, made: Collection[int]) -> set[int]:
    """Return which organisations have other themes by now than the rows that were done gave them."""
    subjects, columns = Subjects.load(), batch.columns or []
    given = set()
    if "themes" in columns:
        done = batch.rows.filter(organization__in=made).exclude(result=Result.SKIPPED)
        given = {
            (row.organization_id, theme)
            for row in done.iterator(chunk_size=CHUNK)
            for theme, _ in subjects.named_in(said_by(row.texts, columns).themes).themes
        }
    now = Organization.themes.through.objects.filter(organization__in=made)
    return {place for place, _ in given ^ set(now.values_list("organization_id", "theme_id"))}
