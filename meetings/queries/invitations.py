"""What a letter says to the calendar of who comes (RFC 5546): that she comes, or that it is off."""

from datetime import datetime

from icalendar import vCalAddress, vText

from mailing.messages import UnusableAddress, ascii_address
from meetings.models import Meeting, Registration
from meetings.permissions import is_in_confidence
from meetings.queries.calendars import event_of, new_calendar


def invitation(meeting: Meeting, registration: Registration, *, now: datetime) -> str:
    """Return what puts a meeting in her calendar, or brings it up to date there."""
    return _message("REQUEST", meeting, registration, "ACCEPTED", now)


def cancellation(meeting: Meeting, registration: Registration, *, now: datetime) -> str:
    """Return what takes a meeting out of her calendar: it was called off, or she does not come."""
    return _message("CANCEL", meeting, registration, "DECLINED", now)


def _message(method: str, meeting: Meeting, registration: Registration, answer: str, now: datetime) -> str:
    event = event_of(meeting, with_link=method == "REQUEST", in_confidence=is_in_confidence(meeting))
    # Of two messages with the same number the one that was written last counts.
    del event["dtstamp"]
    event.add("dtstamp", now)
    if method == "CANCEL":
        event["status"] = vText("CANCELLED")
    event.add("attendee", _attendee(registration, answer))
    calendar = new_calendar(method)
    calendar.add_component(event)
    return calendar.to_ical().decode()


def _attendee(registration: Registration, answer: str) -> vCalAddress:
    try:
        address = ascii_address(registration.email)
    except UnusableAddress:
        address = registration.email
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params["cn"] = vText(" ".join(registration.name.replace('"', "'").split()))
    attendee.params["role"] = vText("REQ-PARTICIPANT")
    attendee.params["partstat"] = vText(answer)
    attendee.params["rsvp"] = vText("FALSE")
    return attendee
