"""Leaving the association, coming back within fourteen days, and being erased after that."""

from collections.abc import Iterator
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from audit import trail
from audit.acts import Act
from members.actions.sessions import end_sessions
from members.indexing import index_members
from members.models import COMES_BACK_WITHIN, Affiliation, Departure, Member
from members.notifications import leaving as notifications
from members.permissions import Roles, may_let_leave, require
from members.queries.leaving import long_inactive, to_hand_over
from privacy import erasure
from privacy.emptying import FORMER_MEMBER
from privacy.erasure import Leaver

INACTIVE_AT_ONCE = 100


class LeavesAlready(Exception):
    """She left already, and may come back or is erased."""


class ReturnOver(Exception):
    """She came back already, or the fourteen days are over."""


@transaction.atomic(durable=True)
def leave(*, member: Member, way: str, actor: Member, reason: str = "", now: datetime) -> Departure:
    """
    Let a member go: her rights, sign-in and letters end at once, and after fourteen days she is erased.

    The programme team does it for who asks by telephone, and says so in the reason. Nobody is kept because
    of what she looked after; the programme team hears of that.

    :raises LeavesAlready: when she left meanwhile.
    """
    require(may_let_leave(Roles.of(actor), member))
    things = to_hand_over(member)
    # RACE: the update is the check, so that of two clicks the second one finds her gone.
    if not Member.objects.active().filter(pk=member.pk).update(is_active=False):
        raise LeavesAlready
    departure = _begin(member, way=way, actor=actor, reason=reason, now=now)
    notifications.left(departure, now=now)
    if things:
        notifications.to_be_handed_over(departure, things, now=now)
    return departure


def let_guest_go(member: Member, *, now: datetime) -> None:
    """
    Let somebody go who is a guest nowhere any more, inside the caller's transaction.

    She gets the letter and the fourteen days that everybody gets who leaves.
    """
    if Member.objects.active().filter(pk=member.pk, is_guest=True).update(is_active=False):
        departure = _begin(member, way=Departure.Way.FORMER, actor=None, reason="", now=now)
        notifications.left(departure, was_guest=True, now=now)


@transaction.atomic(durable=True)
def come_back(*, departure: Departure, now: datetime) -> None:
    """
    Let who left be a member again, as she was; she signs in as before.

    :raises ReturnOver: when she came back before, or the fourteen days are over.
    """
    if not take_back(departure.member, actor=departure.member, now=now):
        raise ReturnOver


def take_back(member: Member, *, actor: Member, now: datetime) -> bool:
    """Make who left a member again, inside the caller's transaction; say whether she still could be."""
    returning = Departure.objects.filter(member=member, returned_at=None, erased_at=None, erase_at__gt=now)
    if not returning.update(returned_at=now):
        return False
    Member.objects.filter(pk=member.pk).update(is_active=True)
    index_members([member.pk])
    trail.record(Act.MEMBER_BACK, actor=actor, subject=member, now=now)
    return True


@transaction.atomic(durable=True)
def send_way_back(*, address: str, now: datetime) -> bool:
    """Send the way back once more to who left and asks for a code to sign in; say whether somebody did."""
    departure = Departure.objects.filter(
        member__email=address.lower(), returned_at=None, erased_at=None, erase_at__gt=now
    ).first()
    if departure:
        notifications.asked_for_way_back(departure, now=now)
    return departure is not None


@transaction.atomic(durable=True)
def let_inactive_go(*, now: datetime) -> int:
    """Let go, as *oud-lid*, whose account was closed two years ago; return how many are erased next."""
    gone = [
        Departure(member=member, way=Departure.Way.FORMER, asked_at=now, erase_at=now)
        for member in long_inactive(now)[:INACTIVE_AT_ONCE]
    ]
    Departure.objects.bulk_create(gone)
    return len(gone)


def erase_due(*, now: datetime) -> Iterator[int]:
    """
    Erase everybody whose fourteen days are over, in small steps; yields her number after each.

    What is left to do is found in the rows, so it may stop anywhere and be called again, or twice at once.
    """
    due = Departure.objects.filter(returned_at=None, erased_at=None, erase_at__lte=now)
    for departure in due.select_related("member").order_by("erase_at", "pk"):
        for _batch in erasure.erase(_leaver(departure, now)):
            yield departure.member_id
        _finish(departure=departure, now=now)
        yield departure.member_id


def _begin(member: Member, *, way: str, actor: Member | None, reason: str, now: datetime) -> Departure:
    """Write down that she goes, whose account was closed just now, and sign her out."""
    departure = Departure.objects.create(
        member=member,
        way=way,
        started_by=None if actor == member else actor,
        asked_at=now,
        erase_at=now + COMES_BACK_WITHIN,
    )
    end_sessions(member)
    index_members([member.pk])
    trail.record(Act.MEMBER_LEAVES, actor=actor, subject=member, reason=reason, facts={"way": way}, now=now)
    return departure


def _leaver(departure: Departure, now: datetime) -> Leaver:
    member = departure.member
    others = EmailAddress.objects.filter(user=member).values_list("email", flat=True)
    return Leaver(
        pk=member.pk,
        name=member.name,
        addresses=tuple(sorted({member.email, *others})),
        goes_silent=departure.way == Departure.Way.SILENT,
        now=now,
    )


@transaction.atomic(durable=True)
def _finish(*, departure: Departure, now: datetime) -> None:
    """Leave a shell of her own row, and write down that she was erased."""
    # RACE: two workers may both come here; the second one finds it done.
    if not Departure.objects.filter(pk=departure.pk, erased_at=None).update(erased_at=now):
        return
    places = Affiliation.objects.filter(member=departure.member_id, until_date=None)
    places.update(until_date=timezone.localdate(departure.asked_at))
    erasure.make_shell(_leaver(departure, now))
    # What the back office wrote of changes to her row says her name.
    log = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Member))
    log.filter(object_id=str(departure.member_id)).update(label=FORMER_MEMBER)
    index_members([departure.member_id])
    trail.record(Act.MEMBER_ERASED, actor=None, subject=departure.member, now=now)
