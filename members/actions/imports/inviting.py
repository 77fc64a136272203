"""Inviting those whom an import brought in: when the programme team says so, and a few at a time."""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from audit import trail
from audit.acts import Act
from members.actions.invitations import INVITATION_LASTS, token_hash
from members.models import Import, ImportRow, Invitation, Member
from members.notifications import imports as letters
from members.permissions import Roles, may_import, may_send_invitations, require
from members.queries.imports.cells import said_by
from members.queries.imports.judging import has_place, people_of

CHUNK = 50
# So many letters leave in so long a time, so that who answers can be answered.
PACE = 200
PACE_TIME = timedelta(hours=1)
State = Import.State
Result = ImportRow.Result


class NobodyWaits(Exception):
    """The import was not done yet, was undone, or everybody in it was invited."""


@transaction.atomic(durable=True)
def start_inviting(*, batch: Import, words: str, actor: Member, now: datetime) -> None:
    """
    Let the invitations of an import go, with the words of who brought it in above ours.

    :raises NobodyWaits: when there is nobody to invite.
    """
    count = batch.rows.filter(result=Result.WAITING).count()
    require(may_send_invitations(Roles.of(actor), batch, count))
    # RACE: the update is the claim; a double click finds it taken.
    held = Import.objects.filter(pk=batch.pk, state=State.APPLIED, inviting_since=None)
    if not count or not held.update(inviting_since=now, words=words):
        raise NobodyWaits
    trail.record(Act.IMPORT_INVITED, actor=actor, subject=batch, facts={"people": count}, now=now)


@transaction.atomic(durable=True)
def stop_inviting(*, batch: Import, actor: Member) -> None:
    """Let no more invitations go, until somebody says so again."""
    require(may_import(Roles.of(actor)))
    Import.objects.filter(pk=batch.pk, state=State.APPLIED).update(inviting_since=None)


def invite_due(*, clock: Callable[[], datetime], seconds: float) -> None:
    """
    Invite who waits for it, for about so many seconds and never faster than the pace.

    Any number of workers may do this at once, and each may be killed at any moment.
    """
    until = clock() + timedelta(seconds=seconds)
    going = Import.objects.filter(state=State.APPLIED, inviting_since__isnull=False)
    for batch in going.filter(rows__result=Result.WAITING).distinct().order_by("pk"):
        while clock() < until and _invite_chunk(batch.pk, clock()):
            pass


@transaction.atomic(durable=True)
def _invite_chunk(pk: int, now: datetime) -> bool:
    """Invite the next few; say whether there may be more for now."""
    # RACE: one worker at a time holds an import, so that nobody is invited twice.
    going = Import.objects.filter(pk=pk, state=State.APPLIED, inviting_since__isnull=False)
    batch = going.select_for_update().first()
    if batch is None:
        return False
    room = min(CHUNK, PACE - _invited_lately(now))
    waiting = batch.rows.filter(result=Result.WAITING).select_related("organization")
    rows = list(waiting.order_by("number")[: max(room, 0)])
    if not rows:
        return False
    _invite(batch, rows, now)
    return True


def _invited_lately(now: datetime) -> int:
    lately = ImportRow.objects.filter(result=Result.INVITED, invitation__invited_at__gt=now - PACE_TIME)
    return lately.count()


def _invite(batch: Import, rows: Sequence[ImportRow], now: datetime) -> None:
    said = {row.pk: said_by(row.texts, batch.columns or []) for row in rows}
    people = people_of(said.values(), [], now)
    tokens = {row.pk: secrets.token_urlsafe(32) for row in rows}
    invited = []
    for row in rows:
        one = said[row.pk]
        place = row.organization_id
        account = people.accounts.get(one.email)
        is_closed = account is not None and not account[1]
        if is_closed or has_place(people, one.email, place) or (one.email, place) in people.invited:
            row.result = Result.DONE
            continue
        row.result = Result.INVITED
        row.invitation = Invitation(
            email=one.email,
            name=one.name,
            organization=row.organization,
            role=one.role,
            token_hash=token_hash(tokens[row.pk]),
            invited_by_id=batch.read_by_id,
            invited_at=now,
            expires_at=now + INVITATION_LASTS,
        )
        invited.append(row)
    Invitation.objects.bulk_create(row.invitation for row in invited)
    ImportRow.objects.bulk_update(rows, ["result", "invitation"])
    letters.invited(
        [(row.invitation, tokens[row.pk]) for row in invited],
        words=batch.words,
        members={email for email, (_, _, is_guest) in people.accounts.items() if not is_guest},
        now=now,
    )
