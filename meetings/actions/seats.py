"""Who gets a seat when there are not enough: whoever came first."""

from datetime import datetime

from meetings import notifications
from meetings.models import Meeting, Registration


def seats_left(meeting: Meeting) -> int | None:
    """Return how many seats are free; None when there is no end to them."""
    if meeting.capacity is None:
        return None
    return max(meeting.capacity - meeting.registrations.coming().count(), 0)


def fill_seats(meeting: Meeting, *, now: datetime) -> None:
    """
    Give free seats to who waits, in their order, and tell them; in the transaction of the caller.

    RACE: the caller holds the row of the meeting, so that no seat is given twice.
    """
    free = seats_left(meeting)
    if meeting.starts_at <= now:
        return
    waiting = list(meeting.registrations.waiting().select_related("member")[:free])
    meeting.registrations.filter(pk__in=[registration.pk for registration in waiting]).update(
        state=Registration.State.COMING, seated_at=now
    )
    notifications.seats_given(meeting, waiting, now=now)
