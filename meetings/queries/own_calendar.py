"""The calendar of one member: what she comes to, what her groups plan, and until when things wait for her."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.signing import Signer
from django.db.models import Q
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from icalendar import Event

from learninggroups.permissions import Roles
from meetings.models import CalendarFeed, Meeting, Registration
from meetings.permissions import is_in_confidence
from meetings.queries.calendars import SHOWN_BACK, ZONE, event_of, published
from meetings.queries.deadlines import Deadline, deadlines_of

SALT = "meetings.calendar-feed"
NAME = "Mijn bijeenkomsten bij Associatie Wijkteams"
State = Registration.State


@dataclass(frozen=True)
class OwnCalendarPage:
    """Where a member's calendar can be followed, since when; empty when she did not ask for it."""

    address: str
    webcal: str
    since: datetime | None


def own_calendar_page(roles: Roles) -> OwnCalendarPage:
    """Return what a member's page about her own calendar shows."""
    feed = CalendarFeed.objects.filter(member=roles.member_id).first()
    if feed is None:
        return OwnCalendarPage("", "", None)
    path = reverse("meetings:own-calendar-feed", args=[feed.pk, _token(feed)])
    host = settings.SITE_URL.partition("://")[2]
    return OwnCalendarPage(f"{settings.SITE_URL}{path}", f"webcal://{host}{path}", feed.made_at)


def feed_at(pk: int, token: str) -> CalendarFeed | None:
    """Return the feed that has this secret address; None when it was renewed, or never was."""
    feed = CalendarFeed.objects.select_related("member").filter(pk=pk, member__is_active=True).first()
    if feed is None or not constant_time_compare(_token(feed), token):
        return None
    return feed


def own_calendar(roles: Roles, email: str, now: datetime) -> bytes:
    """Return a member's calendar; of confidential groups it says no more than that something is planned."""
    registrations = Registration.objects.standing().filter(Q(member=roles.member_id) | Q(email__iexact=email))
    states = dict(registrations.values_list("meeting_id", "state"))
    of_her = Q(pk__in=states) | Q(group__in=roles.participates)
    meetings = Meeting.objects.visible_to(roles).filter(of_her, ends_at__gt=now - SHOWN_BACK)
    found = meetings.select_related("group").order_by("starts_at", "pk")
    events = [_own_event(meeting, states.get(meeting.pk)) for meeting in found]
    return published([*events, *map(_day_of, deadlines_of(roles, now))], NAME)


def _own_event(meeting: Meeting, state: str | None) -> Event:
    is_coming = state == State.COMING
    event = event_of(meeting, with_link=is_coming, in_confidence=is_in_confidence(meeting))
    if not is_coming:
        if not meeting.cancelled_at:
            event["status"] = "TENTATIVE"
        event.add("transp", "TRANSPARENT")
        where = "Je staat op de wachtlijst." if state == State.WAITING else "Je bent niet aangemeld."
        event["description"] = f"{where}\n\n{event['description']}"
    return event


def _day_of(deadline: Deadline) -> Event:
    last_day = deadline.until.astimezone(ZONE)
    event = Event()
    event.add("uid", f"{deadline.key}@{settings.MAIL_DOMAIN}")
    event.add("dtstamp", deadline.until)
    event.add("dtstart", last_day.date())
    event.add("dtend", last_day.date() + timedelta(days=1))
    event.add("summary", deadline.title)
    event.add("description", f"Reageren kan tot {last_day:%H.%M} uur: {settings.SITE_URL}{deadline.path}")
    event.add("url", settings.SITE_URL + deadline.path)
    event.add("transp", "TRANSPARENT")
    return event


def _token(feed: CalendarFeed) -> str:
    """Return the secret half of the address: only we can make it, also for who reads the database."""
    return Signer(salt=SALT).signature(f"{feed.pk}:{feed.secret}")
