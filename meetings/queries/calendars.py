"""Meetings as a file that calendars read (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Component, Event, vCalAddress, vText

from mailing.messages import sender
from meetings.models import Meeting
from themes.models import Theme

CALENDAR = "text/calendar; charset=utf-8"
CALENDAR_NAME = "Bijeenkomsten Associatie Wijkteams"
# How often a calendar that follows us is asked to look again.
LOOK_AGAIN = timedelta(hours=6)
# For so long what was stays in a calendar that follows us.
SHOWN_BACK = timedelta(days=60)
IN_CONFIDENCE = "Bijeenkomst van een vertrouwelijke leergroep"

ZONE = ZoneInfo("Europe/Amsterdam")
# The rule since 1996; whoever changes it by law changes it here.
ZONE_RULE = b"""BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
TZNAME:CEST
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""


def calendar_of(meetings: Iterable[Meeting], *, with_links: bool = False, name: str = CALENDAR_NAME) -> bytes:
    """
    Return these meetings as a calendar.

    ``with_links`` puts in where to join online: only for who comes. A meeting that was called off
    stays in, so that calendars strike it out.
    """
    return published((event_of(meeting, with_link=with_links) for meeting in meetings), name)


def public_calendar(theme: Theme | None, now: datetime) -> bytes:
    """Return the open meetings of one theme or of all, also those of the last weeks."""
    is_open = Meeting.objects.filter(openness=Meeting.Openness.OPEN, ends_at__gt=now - SHOWN_BACK)
    found = is_open if theme is None else is_open.filter(theme=theme)
    about = f" over {theme.name}" if theme else ""
    return calendar_of(found.order_by("starts_at", "pk"), name=f"{CALENDAR_NAME}{about}")


def published(events: Iterable[Event], name: str) -> bytes:
    """Return a calendar that programs may follow."""
    calendar = new_calendar("PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"value": "DURATION"})
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def new_calendar(method: str) -> Calendar:
    """Return a calendar without meetings, which knows our time zone."""
    calendar = Calendar()
    calendar.add("prodid", "-//Associatie Wijkteams//Portaal//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(Component.from_ical(ZONE_RULE))
    return calendar


def file_name(meeting: Meeting) -> str:
    """Return what the file of one meeting is called."""
    return f"bijeenkomst-{meeting.pk}.ics"


def uid_of(meeting: Meeting) -> str:
    """Return by which name calendars know a meeting, in whichever file it comes."""
    return f"{meeting.uid}@{settings.MAIL_DOMAIN}"


def meeting_of_calendar(uid: str) -> UUID | None:
    """Return which meeting of ours calendars know by this name, if any."""
    name, _, domain = uid.partition("@")
    try:
        return UUID(name) if domain == settings.MAIL_DOMAIN else None
    except ValueError:
        return None


def event_of(meeting: Meeting, *, with_link: bool, in_confidence: bool = False) -> Event:
    """
    Return a meeting as calendars know it.

    ``with_link`` tells where to join online; ``in_confidence`` tells nothing but when it is.
    """
    address = settings.SITE_URL + meeting.get_absolute_url()
    online = meeting.online_url if with_link else ""
    event = Event()
    event.add("uid", uid_of(meeting))
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at)
    for name, moment in _when(meeting):
        event.add(name, moment)
    event.add("summary", IN_CONFIDENCE if in_confidence else meeting.title)
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    event.add("url", address)
    event.add("organizer", _organizer())
    said = [f"Afmelden of meer weten: {address}"]
    if not in_confidence:
        event.add("location", meeting.place or online or "Online")
        said = [meeting.about, f"Meedoen: {online}" if online else "", *said]
    event.add("description", "\n\n".join(part for part in said if part))
    return event


def _when(meeting: Meeting) -> list[tuple[str, datetime]]:
    moments = [moment.astimezone(ZONE) for moment in (meeting.starts_at, meeting.ends_at)]
    # An hour that comes twice has no name of its own on the clock.
    if any(moment.fold for moment in moments):
        moments = [moment.astimezone(UTC) for moment in moments]
    return list(zip(("dtstart", "dtend"), moments, strict=True))


def _organizer() -> vCalAddress:
    organizer = vCalAddress(f"mailto:{sender()}")
    organizer.params["cn"] = vText(settings.DEFAULT_FROM_NAME)
    return organizer
