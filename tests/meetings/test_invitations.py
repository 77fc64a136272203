"""What a letter says to the calendar of who comes (RFC 5546): the highest number is the newest."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from icalendar import Calendar

from mailing.claims import unwanted
from mailing.models import OutgoingMail
from meetings.actions import planning, registering
from tests.factories.meetings import MeetingFactory, RegistrationFactory
from tests.golden import assert_letter

VISITOR = AnonymousUser()


@pytest.fixture
def meeting(db):
    """An open meeting with one seat."""
    return MeetingFactory(title="Middag over veiligheid", capacity=1, online_url="https://meet.example/eik")


@pytest.fixture
def come(meeting, now):
    """Return a function that registers somebody without an account."""

    def register(name, **facts):
        given = {"meeting": meeting, "email": f"{name.lower()}@elders.example", "actor": VISITOR, "now": now}
        return registering.register(name=name, **given | facts)

    return register


def told(kind, **facts):
    """Return the message to a calendar in the last letter of a kind, and the meeting in it."""
    letter = OutgoingMail.objects.filter(letter=kind, **facts).latest("pk")
    calendar = Calendar.from_ical(letter.calendar)
    [event] = calendar.walk("VEVENT")
    return calendar, event


def details(meeting, **changes):
    names = ("title", "openness", "starts_at", "ends_at", "about", "group", "place", "online_url", "capacity")
    return planning.Details(**{name: getattr(meeting, name) for name in names} | changes)


def test_a_seat_puts_the_meeting_in_her_calendar(come, meeting):
    come('Vera "V." de Wit; jr', email="vera@elders.example")

    calendar, event = told("registered")

    assert calendar["method"] == "REQUEST"
    assert event["uid"] == f"{meeting.uid}@localhost"
    assert event["organizer"] == "mailto:portaal@localhost"
    attendee = event["attendee"]
    assert attendee == "mailto:vera@elders.example"
    assert (attendee.params["partstat"], attendee.params["rsvp"]) == ("ACCEPTED", "FALSE")
    assert attendee.params["cn"] == "Vera 'V.' de Wit; jr"
    assert event["dtstart"].dt == meeting.starts_at
    assert event["dtstart"].params["tzid"] == "Europe/Amsterdam"
    assert "https://meet.example/eik" in event["description"]


def test_who_waits_is_not_invited_before_she_has_a_seat(come, now):
    first, second = come("Vera"), come("Wim")
    assert OutgoingMail.objects.get(letter="registered_waiting").calendar == ""

    registering.withdraw(registration=second, now=now)
    assert OutgoingMail.objects.get(letter="registration_withdrawn").calendar == ""

    come("Xandra")
    registering.withdraw(registration=first, now=now)
    assert told("registration_seated")[0]["method"] == "REQUEST"


def test_a_call_off_has_a_higher_number_than_what_it_calls_off(come, now):
    registration = come("Vera")
    before = told("registered")[1]["sequence"]

    registering.withdraw(registration=registration, now=now)
    calendar, gone = told("registration_withdrawn")
    come("Vera", now=now + timedelta(minutes=2))
    back = told("registered")[1]["sequence"]

    assert (calendar["method"], gone["status"]) == ("CANCEL", "CANCELLED")
    assert "https://meet.example/eik" not in gone["description"]
    assert before < gone["sequence"] < back


def test_only_what_matters_changes_the_number(come, meeting, scene, now):
    come("Vera"), come("Wim")
    change = {"meeting": meeting, "actor": scene.programme_team, "now": now}

    planning.change_meeting(details=details(meeting, about="Iets anders."), **change)
    assert not OutgoingMail.objects.filter(letter="meeting_changed").exists()
    later = {
        "starts_at": meeting.starts_at + timedelta(hours=1),
        "ends_at": meeting.ends_at + timedelta(hours=1),
    }
    planning.change_meeting(details=details(meeting, **later), **change)

    _calendar, event = told("meeting_changed", to_name="Vera")
    assert (event["sequence"], event["dtstart"].dt) == (1, later["starts_at"])
    assert OutgoingMail.objects.get(letter="meeting_changed", to_name="Wim").calendar == ""

    planning.cancel_meeting(meeting=meeting, reason="Ziek.", actor=scene.programme_team, now=now)
    calendar, event = told("meeting_cancelled", to_name="Vera")
    assert (calendar["method"], event["sequence"]) == ("CANCEL", 2)
    assert OutgoingMail.objects.get(letter="meeting_cancelled", to_name="Wim").calendar == ""


def test_a_letter_that_waited_while_the_meeting_changed_is_left_to_the_one_about_the_change(
    come, meeting, scene, now
):
    come("Vera")
    [old] = OutgoingMail.objects.filter(letter="registered")
    assert unwanted([old], now) == {}

    for title in ("Middag over rust", "Middag over moed"):
        planning.change_meeting(
            meeting=meeting, details=details(meeting, title=title), actor=scene.programme_team, now=now
        )

    first, last = OutgoingMail.objects.filter(letter="meeting_changed").order_by("pk")
    assert unwanted([old, first, last], now).keys() == {old.pk, first.pk}


def test_a_late_goodbye_does_not_go_to_who_came_back(come, now):
    registering.withdraw(registration=come("Vera"), now=now)
    [goodbye] = OutgoingMail.objects.filter(letter="registration_withdrawn")
    assert unwanted([goodbye], now) == {}

    come("Vera", email="VERA@elders.example", now=now + timedelta(minutes=2))

    assert unwanted([goodbye], now).keys() == {goodbye.pk}


def test_of_a_confidential_group_letter_and_calendar_say_only_when_it_is(scene, now):
    group = scene.closed_group
    group.is_confidential = True
    group.save()
    meeting = MeetingFactory(
        title="Over Geheim", about="Geheim", group=group, openness="group", place="Geheim 1"
    )
    member = scene.participant
    RegistrationFactory(meeting=meeting, name=member.name, email=member.email, member=member)

    planning.cancel_meeting(meeting=meeting, reason="Geheim", actor=scene.facilitator, now=now)

    letter = OutgoingMail.objects.get(letter="meeting_cancelled")
    everything = letter.subject + letter.text + letter.html + letter.calendar
    assert "Geheim" not in everything
    assert group.name not in everything
    _calendar, event = told("meeting_cancelled")
    assert event["dtstart"].dt == meeting.starts_at
    assert "location" not in event
    assert_letter(letter, "meeting_cancelled_in_confidence")
