"""Planning a meeting, changing it, calling it off, and reminding who comes."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from activity.models import Event
from mailing.models import OutgoingMail
from meetings.actions import planning
from meetings.models import Meeting, Registration
from tests.factories.meetings import BEGINS, MeetingFactory, RegistrationFactory
from tests.golden import assert_letter

pytestmark = pytest.mark.django_db

DETAILS = planning.Details(
    title="Middag over veiligheid",
    openness=Meeting.Openness.OPEN,
    starts_at=BEGINS,
    ends_at=BEGINS + timedelta(hours=2),
    place="Buurthuis De Eik, Zwolle",
)


def letters(kind):
    return list(OutgoingMail.objects.filter(letter=kind).order_by("pk"))


def test_facilitator_plans_for_her_group_and_for_no_other(scene, now):
    planned = planning.plan_meeting(
        details=replace(DETAILS, group=scene.closed_group), actor=scene.facilitator, now=now
    )

    assert planned.group == scene.closed_group
    assert Event.objects.filter(kind="meeting_planned", subject_id=planned.pk, audience="public").exists()
    for group in (None, scene.open_group):
        with pytest.raises(PermissionDenied):
            planning.plan_meeting(details=replace(DETAILS, group=group), actor=scene.participant, now=now)


def test_meeting_of_a_group_is_told_to_that_group(scene, now):
    details = replace(DETAILS, group=scene.closed_group, openness=Meeting.Openness.GROUP)

    planning.plan_meeting(details=details, actor=scene.facilitator, now=now)

    assert Event.objects.get(kind="meeting_planned").audience == f"group:{scene.closed_group.pk}"


def test_another_place_is_told_and_a_better_sentence_is_not(scene, now):
    meeting = MeetingFactory(title=DETAILS.title)
    RegistrationFactory(meeting=meeting, name="Vera")
    RegistrationFactory(meeting=meeting, state=Registration.State.CANCELLED)

    better = replace(DETAILS, about="We bespreken vier situaties.")
    planning.change_meeting(meeting=meeting, details=better, actor=scene.programme_team, now=now)
    assert not letters("meeting_changed")

    elsewhere = replace(better, place="De Linde, Almelo")
    planning.change_meeting(meeting=meeting, details=elsewhere, actor=scene.programme_team, now=now)

    [letter] = letters("meeting_changed")
    assert_letter(letter, "meeting_changed")
    meeting.refresh_from_db()
    assert meeting.sequence == 1


def test_calling_off_tells_everyone_why_and_cannot_be_done_twice(scene, now):
    meeting = MeetingFactory(title=DETAILS.title)
    RegistrationFactory(meeting=meeting, name="Vera")
    RegistrationFactory(meeting=meeting, state=Registration.State.WAITING)
    reason = "De spreker is ziek."

    planning.cancel_meeting(meeting=meeting, reason=reason, actor=scene.programme_team, now=now)

    assert len(letters("meeting_cancelled")) == 2
    assert_letter(letters("meeting_cancelled")[0], "meeting_cancelled")
    with pytest.raises(planning.AlreadyCancelled):
        planning.cancel_meeting(meeting=meeting, reason=reason, actor=scene.programme_team, now=now)
    with pytest.raises(planning.AlreadyCancelled):
        planning.change_meeting(meeting=meeting, details=DETAILS, actor=scene.programme_team, now=now)


def test_who_comes_is_reminded_once_two_days_before(now):
    meeting = MeetingFactory(title=DETAILS.title)
    RegistrationFactory(meeting=meeting, name="Vera")
    RegistrationFactory(meeting=meeting, state=Registration.State.WAITING)

    assert sum(planning.remind_due(now=BEGINS - timedelta(days=3))) == 0
    assert sum(planning.remind_due(now=BEGINS - timedelta(days=2))) == 1
    assert sum(planning.remind_due(now=BEGINS - timedelta(days=1))) == 0

    [letter] = letters("meeting_near")
    assert_letter(letter, "meeting_near")


def test_meeting_that_is_off_reminds_nobody(now):
    meeting = MeetingFactory(cancelled_at=now)
    RegistrationFactory(meeting=meeting)

    assert sum(planning.remind_due(now=BEGINS - timedelta(days=1))) == 0
