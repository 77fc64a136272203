"""Guests: asked into one thread until a day, and gone when that day has passed."""

import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from learninggroups.models import GroupInvitation, Membership, Thread, ThreadGuest
from learninggroups.notifications import guests as notifications
from learninggroups.permissions import Roles, may_invite
from learninggroups.queries.guests import guests_no_longer
from members.actions.invitations import token_hash
from members.actions.leaving import let_guest_go
from members.models import Member
from members.permissions import require

LET_GO_AT_ONCE = 50


class TakesPart(Exception):
    """She takes part in the group already, and so in this thread."""


@transaction.atomic(durable=True)
def invite_guest(*, thread: Thread, email: str, until: date, actor: Member, now: datetime) -> Member | None:
    """
    Ask somebody into one thread until a day, and return who that is when we know her.

    Who has an account is in at once and gets a letter; another address gets an invitation.
    Who is a guest already, or was invited, gets the new day and another letter.

    :raises TakesPart: when she takes part in the group.
    """
    require(may_invite(Roles.of(actor), thread.group))
    member = Member.objects.active().filter(email=email.lower()).first()
    if member is None:
        _invite_address(thread, email.lower(), until, actor, now)
        return None
    if Membership.objects.taking_part().filter(group=thread.group_id, member=member).exists():
        raise TakesPart
    place = place_guest(thread, member, until, actor, now)
    notifications.guest_placed(place, now=now)
    return member


@transaction.atomic(durable=True)
def end_guest(*, place: ThreadGuest, actor: Member, now: datetime) -> None:
    """End a guest's place now; what she wrote stays."""
    require(may_invite(Roles.of(actor), place.thread.group))
    ThreadGuest.objects.filter(pk=place.pk, ended_at=None).update(ended_at=now)


@transaction.atomic(durable=True)
def end_due_guests(*, now: datetime) -> int:
    """End the places of guests whose last day has passed, and return how many; safe to run twice or never."""
    return ThreadGuest.objects.filter(ended_at=None, until__lt=timezone.localdate(now)).update(ended_at=now)


@transaction.atomic(durable=True)
def let_guests_go(*, now: datetime) -> int:
    """
    Close the accounts of who is a guest nowhere any more, and return how many; safe to run twice or never.

    PRIVACY: of who is no member, nothing is kept for longer than she takes part.
    """
    gone = list(guests_no_longer(now)[:LET_GO_AT_ONCE])
    for guest in gone:
        let_guest_go(guest, now=now)
    return len(gone)


def place_guest(
    thread: Thread, member: Member, until: date, invited_by: Member | None, now: datetime
) -> ThreadGuest:
    """Let somebody read and write in a thread until a day, inside the caller's transaction."""
    place, _ = ThreadGuest.objects.update_or_create(
        thread=thread,
        member=member,
        ended_at=None,
        defaults={"until": until, "invited_by": invited_by},
        create_defaults={"until": until, "invited_by": invited_by, "since": now},
    )
    return place


def _invite_address(thread: Thread, email: str, until: date, actor: Member, now: datetime) -> None:
    """Send an invitation, in the place of one that was sent before: only the newest link works."""
    GroupInvitation.objects.open().filter(thread=thread, email=email).update(withdrawn_at=now)
    token = secrets.token_urlsafe(32)
    invitation = GroupInvitation.objects.create(
        group_id=thread.group_id,
        thread=thread,
        guest_until=until,
        email=email,
        token_hash=token_hash(token),
        invited_by=actor,
        invited_at=now,
        sent_at=now,
    )
    notifications.guest_invited(invitation, token, now=now)
