"""Planning a meeting, changing it, calling it off, and reminding who comes."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from activity import journal
from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles
from meetings import notifications
from meetings.actions.seats import fill_seats
from meetings.models import Meeting
from meetings.permissions import may_look_after_meeting, may_plan
from members.models import Member
from members.permissions import require
from themes.models import Programme, Theme

# A working day before, so that who cannot come still frees her seat.
REMINDED_BEFORE = timedelta(hours=48)


class AlreadyCancelled(Exception):
    """Somebody called it off before."""


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a meeting says of itself."""

    title: str
    openness: str
    starts_at: datetime
    ends_at: datetime
    about: str = ""
    group: LearningGroup | None = None
    theme: Theme | None = None
    programme: Programme | None = None
    place: str = ""
    online_url: str = ""
    agenda: str = ""
    capacity: int | None = None


# A change of one of these is told to who comes; a better sentence is not.
TOLD = ("title", "starts_at", "ends_at", "place", "online_url")


@transaction.atomic(durable=True)
def plan_meeting(*, details: Details, actor: Member, now: datetime) -> Meeting:
    """Plan a meeting; whom it is meant for reads of it in her next digest."""
    require(may_plan(Roles.of(actor), details.group))
    meeting = Meeting.objects.create(**_columns(details), planned_by=actor, planned_at=now, changed_at=now)
    journal.record("meeting_planned", meeting, audience=_audience(meeting), actor=actor, now=now)
    return meeting


@transaction.atomic(durable=True)
def change_meeting(*, meeting: Meeting, details: Details, actor: Member, now: datetime) -> None:
    """
    Change a meeting. Another time, place or name is told at once to who comes; more seats are filled.

    :raises AlreadyCancelled: when it was called off.
    """
    roles = Roles.of(actor)
    # RACE: the row is held, so that nobody takes a seat while the number of seats changes.
    before = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require(may_look_after_meeting(roles, before) and may_plan(roles, details.group))
    if before.cancelled_at:
        raise AlreadyCancelled
    columns = _columns(details)
    is_told = any(getattr(before, name) != columns[name] for name in TOLD)
    Meeting.objects.filter(pk=meeting.pk).update(
        **columns, changed_at=now, sequence=F("sequence") + int(is_told)
    )
    after = Meeting.objects.get(pk=meeting.pk)
    journal.readdress(Meeting.objects.filter(pk=meeting.pk), audience=_audience(after))
    if is_told:
        notifications.meeting_changed(after, now=now)
    fill_seats(after, now=now)


@transaction.atomic(durable=True)
def cancel_meeting(*, meeting: Meeting, reason: str, actor: Member, now: datetime) -> None:
    """
    Call a meeting off, and tell everyone who comes or waits why. It stays called off.

    :raises AlreadyCancelled: when somebody did so before.
    """
    require(may_look_after_meeting(Roles.of(actor), meeting))
    standing = Meeting.objects.filter(pk=meeting.pk, cancelled_at=None)
    changed = standing.update(
        cancelled_at=now, cancelled_reason=reason, changed_at=now, sequence=F("sequence") + 1
    )
    if not changed:
        raise AlreadyCancelled
    journal.retract(meeting)
    notifications.meeting_cancelled(Meeting.objects.get(pk=meeting.pk), now=now)


@transaction.atomic(durable=True)
def write_notes(*, meeting: Meeting, notes: str, actor: Member, now: datetime) -> None:
    """Write down what came of a meeting; whoever saw it announced reads it."""
    require(may_look_after_meeting(Roles.of(actor), meeting))
    Meeting.objects.filter(pk=meeting.pk).update(notes=notes, changed_at=now)


def remind_due(*, now: datetime) -> Iterator[int]:
    """Remind who comes to meetings that are near, each meeting once; yield how many letters each."""
    near = Meeting.objects.filter(
        starts_at__gt=now, starts_at__lte=now + REMINDED_BEFORE, cancelled_at=None, reminded_at=None
    )
    for meeting in near.order_by("starts_at", "pk"):
        yield _remind(meeting, now)


@transaction.atomic(durable=True)
def _remind(meeting: Meeting, now: datetime) -> int:
    # RACE: of two workers one claims the meeting, and the other writes nothing.
    if not Meeting.objects.filter(pk=meeting.pk, reminded_at=None).update(reminded_at=now):
        return 0
    return notifications.meeting_near(meeting, now=now)


def _columns(details: Details) -> dict:
    return {field.name: getattr(details, field.name) for field in fields(details)}


def _audience(meeting: Meeting) -> str:
    match meeting.openness:
        case Meeting.Openness.OPEN:
            return journal.PUBLIC
        case Meeting.Openness.MEMBERS:
            return journal.MEMBERS
        case _:
            return journal.group_audience(meeting.group_id)
