"""The link to join online is for who comes: a canary that no page, feed, calendar or letter lets out."""

import pytest
import time_machine
from django.urls import reverse

from activity import sealing
from learninggroups.permissions import Roles
from mailing.models import OutgoingMail
from meetings.actions import planning, registering
from meetings.actions.details import Details
from meetings.models import Registration
from meetings.notifications import token_of
from tests.factories.meetings import BEGINS, RegistrationFactory

pytestmark = pytest.mark.django_db

CANARY = "https://meet.example/kanarie-7f3a"


@pytest.fixture
def meeting(scene, now):
    """An open meeting with one seat that is taken, a place for everybody and a link for who comes."""
    details = Details(
        title="Middag", openness="open", starts_at=BEGINS, ends_at=BEGINS.replace(hour=15), place="De Eik",
        online_url=CANARY, capacity=1, group=scene.closed_group, about="Over veiligheid.",
    )  # fmt: skip
    planned = planning.plan_meeting(details=details, actor=scene.facilitator, now=now)
    RegistrationFactory(meeting=planned, name="Vera")
    sealing.seal(now=now)
    return planned


def test_pages_feeds_and_calendars_keep_the_link_from_who_does_not_come(scene, meeting, client_of, now):
    waiting = RegistrationFactory(meeting=meeting, state=Registration.State.WAITING)
    token = token_of(waiting)
    addresses = [
        "/",
        meeting.get_absolute_url(),
        scene.closed_group.get_absolute_url(),
        reverse("learninggroups:list"),
        reverse("meetings:list"),
        reverse("meetings:month", args=[BEGINS.year, BEGINS.month]),
        reverse("meetings:calendar"),
        reverse("meetings:calendar-file", args=[meeting.pk]),
        reverse("meetings:registration", args=[token]),
        reverse("meetings:registration-calendar", args=[token]),
        reverse("home:feed", args=["bijeenkomsten"]),
    ]
    with time_machine.travel(now, tick=False):
        for person in (None, scene.participant):
            browser = client_of(person)
            told = {address: browser.get(address) for address in addresses}
            assert {answer.status_code for answer in told.values()} == {200}
            assert [
                address
                for address, answer in told.items()
                if b"kanarie" in answer.content.replace(b"\r\n ", b"")
            ] == []
        seen = client_of(scene.facilitator).get(meeting.get_absolute_url()).content.decode()
    assert CANARY in seen
    assert Roles.of(scene.facilitator).facilitates


def test_letters_tell_the_link_only_to_who_has_a_seat(scene, meeting, now):
    registering.register(
        meeting=meeting, name="Wim", email="w@elders.example", actor=scene.participant, now=now
    )
    seated = meeting.registrations.get(name="Vera")
    planning.cancel_meeting(meeting=meeting, reason="Ziek.", actor=scene.facilitator, now=now)
    registering.withdraw(registration=seated, now=now)

    told = {
        mail.letter
        for mail in OutgoingMail.objects.all()
        if "kanarie" in mail.text + mail.html + mail.calendar
    }
    assert told == set()
    assert {"registered_waiting", "meeting_cancelled", "registration_withdrawn"} <= set(
        OutgoingMail.objects.values_list("letter", flat=True)
    )
