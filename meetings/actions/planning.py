"""Planning a meeting, changing it, calling it off, and reminding who comes."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from activity import journal
from learninggroups.permissions import Roles
from meetings import notifications
from meetings.actions.details import Details, audience, columns
from meetings.actions.seats import fill_seats
from meetings.models import Meeting
from meetings.notifications import series as series_letters
from meetings.permissions import may_look_after_meeting, may_plan
from members.models import Member
from members.permissions import require

# A working day before, so that who cannot come still frees her seat.
REMINDED_BEFORE = timedelta(hours=48)


class AlreadyCancelled(Exception):
    """Somebody called it off before."""


# A change of one of these is told to who comes; a better sentence is not.
TOLD = {"title", "starts_at", "ends_at", "place", "online_url"}


@transaction.atomic(durable=True)
def plan_meeting(*, details: Details, actor: Member, now: datetime) -> Meeting:
    """Plan a meeting; whom it is meant for reads of it in her next digest."""
    require(may_plan(Roles.of(actor), details.group))
    meeting = Meeting.objects.create(**columns(details), planned_by=actor, planned_at=now, changed_at=now)
    journal.record("meeting_planned", meeting, audience=audience(meeting), actor=actor, now=now)
    return meeting


@transaction.atomic(durable=True)
def change_meeting(
    *, meeting: Meeting, details: Details, actor: Member, now: datetime, and_following: bool = False
) -> None:
    """
    Change a meeting, and the same in those that follow it in its series when that is asked.

    Another time, place or name is told at once to who comes; more seats are filled. Another day or
    hour moves those that follow by as much.

    :raises AlreadyCancelled: when it was called off.
    """
    roles = Roles.of(actor)
    # RACE: the rows are held, so that nobody takes a seat while the number of seats changes.
    before = Meeting.objects.select_for_update().get(pk=meeting.pk)
    require(may_look_after_meeting(roles, before) and may_plan(roles, details.group))
    if before.cancelled_at:
        raise AlreadyCancelled
    changed = {name: value for name, value in columns(details).items() if getattr(before, name) != value}
    following = _following(before, roles) if and_following else []
    after = [_change(before, changed, now)]
    after += [_change(later, _moved(changed, before, later), now) for later in following]
    if changed.keys() & TOLD:
        if and_following:
            series_letters.meetings_changed(after, now=now)
        else:
            notifications.meeting_changed(after[0], now=now)
    for one in after:
        fill_seats(one, now=now)


@transaction.atomic(durable=True)
def cancel_meeting(
    *, meeting: Meeting, reason: str, actor: Member, now: datetime, and_following: bool = False
) -> None:
    """
    Call a meeting off, or all that follow it too, and tell everyone who comes or waits why.

    What is called off stays so.

    :raises AlreadyCancelled: when somebody did so before.
    """
    roles = Roles.of(actor)
    require(may_look_after_meeting(roles, meeting))
    following = _following(meeting, roles) if and_following else []
    if not _call_off(meeting, reason, now):
        raise AlreadyCancelled
    off = [meeting, *(later for later in following if _call_off(later, reason, now))]
    if and_following:
        series_letters.meetings_cancelled(off, now=now)
    else:
        notifications.meeting_cancelled(Meeting.objects.get(pk=meeting.pk), now=now)


@transaction.atomic(durable=True)
def write_notes(*, meeting: Meeting, notes: str, actor: Member, now: datetime) -> None:
    """Write down what came of a meeting; whoever saw it announced reads it."""
    require(may_look_after_meeting(Roles.of(actor), meeting))
    Meeting.objects.filter(pk=meeting.pk).update(notes=notes, notes_at=now if notes else None)


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


def _following(meeting: Meeting, roles: Roles) -> list[Meeting]:
    held = Meeting.objects.select_for_update().following(meeting)
    return [later for later in held if may_look_after_meeting(roles, later)]


def _change(before: Meeting, changed: dict, now: datetime) -> Meeting:
    same = Meeting.objects.filter(pk=before.pk)
    same.update(**changed, changed_at=now, sequence=F("sequence") + int(bool(changed.keys() & TOLD)))
    after = same.get()
    journal.readdress(same, audience=audience(after))
    return after


def _moved(changed: dict, before: Meeting, later: Meeting) -> dict:
    """Return the same change for a later meeting, by Dutch clocks: the hour stays when summer begins."""
    if not changed.keys() & {"starts_at", "ends_at"}:
        return changed
    starts_at = changed.get("starts_at", before.starts_at)
    length = changed.get("ends_at", before.ends_at) - starts_at
    moved = timezone.make_naive(starts_at) - timezone.make_naive(before.starts_at)
    begins = timezone.make_aware(timezone.make_naive(later.starts_at) + moved)
    return changed | {"starts_at": begins, "ends_at": begins + length}


def _call_off(meeting: Meeting, reason: str, now: datetime) -> bool:
    standing = Meeting.objects.filter(pk=meeting.pk, cancelled_at=None)
    changed = standing.update(
        cancelled_at=now, cancelled_reason=reason, changed_at=now, sequence=F("sequence") + 1
    )
    if changed:
        journal.retract(meeting)
    return bool(changed)
