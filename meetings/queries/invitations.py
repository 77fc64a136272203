"""What a letter says to the calendar of who comes (RFC 5546): that she comes, or that it is off."""

from collections.abc import Iterable
from datetime import datetime

from icalendar import Event, vCalAddress, vText

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


def days_of(registrations: Iterable[Registration], *, in_confidence: bool, now: datetime) -> str:
    """
    Return what tells her calendar of her days in a series; nothing when she has a seat on none.

    An invitation is about one meeting only, so this is a calendar that tells of several.
    """
    events = [
        _event(one.meeting, with_link=not one.meeting.cancelled_at, in_confidence=in_confidence, now=now)
        for one in registrations
        if one.seated_at
    ]
    return _calendar("PUBLISH", events) if events else ""


def _message(method: str, meeting: Meeting, registration: Registration, answer: str, now: datetime) -> str:
    in_confidence = is_in_confidence(meeting)
    event = _event(meeting, with_link=method == "REQUEST", in_confidence=in_confidence, now=now)
    if method == "CANCEL":
        event["status"] = vText("CANCELLED")
    event.add("attendee", _attendee(registration, answer))
    return _calendar(method, [event])


def _event(meeting: Meeting, *, with_link: bool, in_confidence: bool, now: datetime) -> Event:
    event = event_of(meeting, with_link=with_link, in_confidence=in_confidence)
    # Of two messages with the same number the one that was written last counts.
    del event["dtstamp"]
    event.add("dtstamp", now)
    return event


def _calendar(method: str, events: Iterable[Event]) -> str:
    calendar = new_calendar(method)
    for event in events:
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
