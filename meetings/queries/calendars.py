"""Meetings as a file that calendars read (RFC 5545)."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from mailing.messages import sender
from meetings.models import Meeting

CALENDAR_NAME = "Bijeenkomsten Associatie Wijkteams"
# How often a calendar that follows us is asked to look again.
LOOK_AGAIN = timedelta(hours=6)


def calendar_of(meetings: Iterable[Meeting], *, with_links: bool = False) -> bytes:
    """
    Return these meetings as a calendar.

    ``with_links`` puts in where to join online: only for who comes. A meeting that was called off
    stays in, so that calendars strike it out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Associatie Wijkteams//Portaal//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", CALENDAR_NAME)
    calendar.add("refresh-interval", LOOK_AGAIN, parameters={"value": "DURATION"})
    for meeting in meetings:
        calendar.add_component(_event(meeting, with_links))
    return calendar.to_ical()


def file_name(meeting: Meeting) -> str:
    """Return what the file of one meeting is called."""
    return f"bijeenkomst-{meeting.pk}.ics"


def _event(meeting: Meeting, with_links: bool) -> Event:
    event = Event()
    event.add("uid", f"{meeting.uid}@{settings.MAIL_DOMAIN}")
    event.add("sequence", meeting.sequence)
    event.add("dtstamp", meeting.changed_at)
    event.add("dtstart", meeting.starts_at)
    event.add("dtend", meeting.ends_at)
    event.add("summary", meeting.title)
    event.add("status", "CANCELLED" if meeting.cancelled_at else "CONFIRMED")
    address = settings.SITE_URL + meeting.get_absolute_url()
    event.add("url", address)
    event.add("organizer", _organizer())
    online = meeting.online_url if with_links else ""
    event.add("location", vText(meeting.place or online or "Online"))
    said = [meeting.about, f"Meedoen: {online}" if online else "", f"Afmelden of meer weten: {address}"]
    event.add("description", "\n\n".join(part for part in said if part))
    return event


def _organizer() -> vCalAddress:
    organizer = vCalAddress(f"mailto:{sender()}")
    organizer.params["cn"] = vText(settings.DEFAULT_FROM_NAME)
    return organizer
