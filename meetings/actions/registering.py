"""Coming to a meeting, and not coming after all; no account is needed for either."""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import Count, F, Q

from learninggroups.permissions import Roles
from meetings import notifications
from meetings.actions.seats import fill_seats, seats_left
from meetings.models import Meeting, Registration
from meetings.models.registrations import ATTENDANCE_KEPT
from meetings.permissions import may_look_after_meeting, may_register
from meetings.queries.calendars import meeting_of_calendar
from members.models import Member
from members.permissions import require


class TooLate(Exception):
    """The meeting has begun, or was called off."""


@transaction.atomic(durable=True)
def register(
    *, meeting: Meeting, name: str, email: str, actor: Member | AnonymousUser, now: datetime
) -> Registration:
    """
    Give somebody a seat, or a place on the waiting list when there is none left.

    Who registered before keeps the place she has, and gets her letter again.

    :raises TooLate: when the meeting has begun or was called off.
    """
    # RACE: the row is held, so that of two people at once one gets the last seat.
    meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if meeting.cancelled_at or meeting.starts_at <= now:
        raise TooLate
    require(may_register(Roles.of(actor), meeting, now))
    registration = take_down(meeting, name, email, actor, now)
    notifications.registered(meeting, registration, now=now)
    return registration


def take_down(
    meeting: Meeting, name: str, email: str, actor: Member | AnonymousUser, now: datetime
) -> Registration:
    """
    Put somebody on the list of a meeting, or find her there; in the transaction of the caller.

    RACE: the caller holds the row of the meeting, so that no seat is given twice.
    """
    known = meeting.registrations.standing().filter(email__iexact=email).first()
    return known or _new(meeting, name, email, actor, now)


def _new(
    meeting: Meeting, name: str, email: str, actor: Member | AnonymousUser, now: datetime
) -> Registration:
    has_seat = seats_left(meeting) != 0
    is_her_own = actor.is_authenticated and actor.email.lower() == email.lower()
    return Registration.objects.create(
        meeting=meeting,
        member=actor if is_her_own else None,
        name=name,
        email=email,
        state=Registration.State.COMING if has_seat else Registration.State.WAITING,
        registered_at=now,
        seated_at=now if has_seat else None,
    )


@transaction.atomic(durable=True)
def withdraw(*, registration: Registration, now: datetime) -> bool:
    """
    Take somebody off the list, and give her seat to who waited longest; say whether she was on it.

    Who may do this, the link in her letter says: the view has checked it.
    """
    meeting = Meeting.objects.select_for_update().get(pk=registration.meeting_id)
    standing = Registration.objects.standing().filter(pk=registration.pk)
    if not standing.update(state=Registration.State.CANCELLED, cancelled_at=now):
        return False
    registration.refresh_from_db()
    _count_withdrawal(meeting)
    notifications.withdrawn(meeting, registration, now=now)
    if meeting.cancelled_at is None:
        fill_seats(meeting, now=now)
    return True


def decline(*, uid: str, email: str, now: datetime) -> bool:
    """
    Take somebody off the list because her calendar program says that she does not come.

    Says whether she was on it. That it is she who says so, the caller knows.
    """
    found = Registration.objects.standing().filter(email__iexact=email, meeting__starts_at__gt=now)
    registration = found.filter(meeting__uid=meeting_of_calendar(uid)).first()
    return registration is not None and withdraw(registration=registration, now=now)


def _count_withdrawal(meeting: Meeting) -> None:
    """Number what her calendar is told now, and leave a higher number for when she comes back."""
    Meeting.objects.filter(pk=meeting.pk).update(sequence=F("sequence") + 2)
    meeting.sequence += 1


@transaction.atomic(durable=True)
def mark_attendance(*, meeting: Meeting, present: set[int], actor: Member) -> None:
    """Write down who of those with a seat were there, by the keys of their registrations."""
    require(may_look_after_meeting(Roles.of(actor), meeting))
    coming = meeting.registrations.coming()
    coming.filter(pk__in=present).update(attended=True)
    coming.exclude(pk__in=present).update(attended=False)


@transaction.atomic(durable=True)
def forget_attendance(*, now: datetime) -> int:
    """Delete who came to meetings of two months ago and keep how many they were; say how many went."""
    old = Meeting.objects.filter(ends_at__lt=now - ATTENDANCE_KEPT, registrations__isnull=False)
    came, present = Q(registrations__state="coming"), Q(registrations__attended=True)
    counted = old.annotate(
        came=Count("registrations", filter=came), present=Count("registrations", filter=present)
    )
    for meeting in counted:
        Meeting.objects.filter(pk=meeting.pk).update(came_count=meeting.came, present_count=meeting.present)
    return Registration.objects.filter(meeting__ends_at__lt=now - ATTENDANCE_KEPT).delete()[0]
