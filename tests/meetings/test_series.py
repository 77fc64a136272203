"""Meetings that were planned together: on one hour in winter and summer, come to and changed one or all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from activity.models import Event
from mailing.models import OutgoingMail
from meetings.actions import planning, registering, series
from meetings.models import Meeting, Registration
from tests.factories.meetings import RegistrationFactory
from tests.golden import assert_letter
from tests.meetings.test_planning import DETAILS

pytestmark = pytest.mark.django_db

DAYS = [date(2027, 1, 5), date(2027, 4, 6)]


@pytest.fixture
def row(scene, now):
    """Three meetings of one series: in November, in January and, by summer time, in April."""
    details = replace(DETAILS, capacity=2, online_url="https://meet.example/eik")
    series.plan_series(details=details, days=DAYS, actor=scene.programme_team, now=now)
    return list(Meeting.objects.order_by("starts_at"))


def letters(kind):
    return list(OutgoingMail.objects.filter(letter=kind).order_by("pk"))


def hours(meetings):
    return [f"{timezone.localtime(meeting.starts_at):%d-%m %H:%M}" for meeting in meetings]


def test_series_keeps_its_hour_and_is_told_once(scene, row):
    assert hours(row) == ["24-11 14:00", "05-01 14:00", "06-04 14:00"]
    assert len({meeting.series_id for meeting in row}) == 1
    assert Event.objects.get(kind="meeting_planned").subject_id == row[0].pk
    with pytest.raises(PermissionDenied):
        series.plan_series(details=DETAILS, days=DAYS, actor=scene.participant, now=timezone.now())


def test_who_comes_to_all_gets_one_letter_and_a_place_on_each_day(row, now):
    RegistrationFactory.create_batch(2, meeting=row[1])

    registrations = series.register_for_following(
        meeting=row[0], name="Vera", email="vera@elders.example", actor=AnonymousUser(), now=now
    )

    states = Registration.State
    assert [one.state for one in registrations] == [states.COMING, states.WAITING, states.COMING]
    [letter] = letters("series_registered")
    assert_letter(letter, "series_registered")
    # The day on which she waits is not put in her calendar.
    calendar = Calendar.from_ical(letter.calendar)
    assert calendar["method"] == "PUBLISH"
    assert [event["dtstart"].dt for event in calendar.walk("VEVENT")] == [row[0].starts_at, row[2].starts_at]
    with pytest.raises(registering.TooLate):
        series.register_for_following(
            meeting=row[2],
            name="Wim",
            email="wim@elders.example",
            actor=AnonymousUser(),
            now=datetime(2027, 5, 1, tzinfo=UTC),
        )


def test_another_hour_moves_all_that_follow_and_is_told_once_to_each(scene, row, now):
    for meeting in row:
        RegistrationFactory(meeting=meeting, name="Vera", email="vera@elders.example")
    Meeting.objects.filter(pk=row[2].pk).update(title="De laatste keer")
    details = replace(DETAILS, capacity=2, online_url=row[0].online_url)
    later = replace(
        details,
        starts_at=row[1].starts_at + timedelta(days=1, hours=1),
        ends_at=row[1].starts_at + timedelta(days=1, hours=4),
    )

    planning.change_meeting(
        meeting=row[1], details=later, actor=scene.programme_team, now=now, and_following=True
    )

    changed = list(Meeting.objects.order_by("starts_at"))
    assert hours(changed) == ["24-11 14:00", "06-01 15:00", "07-04 15:00"]
    assert changed[2].ends_at - changed[2].starts_at == timedelta(hours=3)
    assert changed[2].title == "De laatste keer"
    [letter] = letters("series_changed")
    assert_letter(letter, "series_changed")


def test_all_that_follow_are_called_off_with_one_letter_to_each(scene, row, now):
    for meeting in row:
        RegistrationFactory(meeting=meeting, name="Vera", email="Vera@elders.example")
    RegistrationFactory(meeting=row[2], name="Wim")

    planning.cancel_meeting(
        meeting=row[1], reason="De zaal is dicht.", actor=scene.programme_team, now=now, and_following=True
    )

    assert [bool(meeting.cancelled_at) for meeting in Meeting.objects.order_by("starts_at")] == [
        False,
        True,
        True,
    ]
    first, _second = letters("series_cancelled")
    assert_letter(first, "series_cancelled")
    events = Calendar.from_ical(first.calendar).walk("VEVENT")
    assert [(event["status"], event["sequence"]) for event in events] == [("CANCELLED", 1)] * 2


def test_series_is_planned_changed_and_come_to_on_one_screen(scene, client_of, now):
    typed = {"title": "Intervisie", "starts_at_0": "2026-11-24", "starts_at_1": "14:00", "place": "De Eik"}
    typed |= {"openness": "open"}
    browser = client_of(scene.programme_team)
    with time_machine.travel(now, tick=False):
        wrong = browser.post(reverse("meetings:plan"), typed | {"days": "de eerste dinsdag"})
        assert wrong.status_code == 422
        assert "is geen dag" in wrong.content.decode()
        browser.post(reverse("meetings:plan"), typed | {"every_weeks": 6, "times": 3})
        first, second, third = Meeting.objects.order_by("starts_at")
        assert hours([second, third]) == ["05-01 14:00", "16-02 14:00"]

        cancel = reverse("meetings:cancel", args=[second.pk])
        assert browser.post(cancel, {"reason": "Ziek."}).status_code == 422
        assert browser.post(cancel, {"reason": "Ziek.", "reach": "one"}).status_code == 303
        person = {"name": "Vera", "email": "vera@elders.example", "all_of_series": "on"}
        client_of(None).post(first.get_absolute_url(), person)

    registered = Registration.objects.values_list("meeting", flat=True)
    assert sorted(registered) == [first.pk, third.pk]
