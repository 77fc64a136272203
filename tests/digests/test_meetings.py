"""Meetings in the digest: told once to whom they are meant for, as long as one can still come."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from digests.queries import news, public
from digests.queries.leftovers import Start
from digests.queries.lines import Block
from digests.queries.pages import digest_so_far
from learninggroups.permissions import Roles
from meetings.actions import planning
from meetings.models import Meeting
from tests.digests.conftest import MONDAY, TUESDAY

DETAILS = planning.Details(
    title="Middag over veiligheid",
    openness=Meeting.Openness.OPEN,
    starts_at=MONDAY + timedelta(days=20),
    ends_at=MONDAY + timedelta(days=20, hours=2),
    place="De Eik, Zwolle",
)


@pytest.fixture
def told(now):
    """Return a function that gives which meetings a person's next digest tells of."""

    def titles_for(person, at=now) -> list[str]:
        blocks = digest_so_far(person, Roles.of(person), at)
        of_meetings = [block for block in blocks if block.heading == Block.MEETINGS.value.heading]
        return [line.title for block in of_meetings for part in block.parts for line in part.lines]

    return titles_for


def plan(scene, **facts):
    details = replace(DETAILS, **facts)
    return planning.plan_meeting(details=details, actor=scene.facilitator, now=MONDAY)


def test_meeting_is_told_to_whom_it_is_meant_for(scene, told):
    plan(scene, group=scene.closed_group, title="Voor ons", openness=Meeting.Openness.GROUP)
    plan(scene, group=scene.closed_group, title="Voor leden", openness=Meeting.Openness.MEMBERS)
    plan(scene, group=scene.closed_group, title="Voor iedereen")

    assert told(scene.participant) == ["Voor ons", "Voor leden", "Voor iedereen"]
    assert told(scene.elsewhere) == ["Voor leden", "Voor iedereen"]


def test_meeting_that_is_over_or_off_is_not_told(scene, told, now):
    meeting = plan(scene, group=scene.closed_group)
    assert told(scene.elsewhere, at=DETAILS.ends_at) == []

    planning.cancel_meeting(meeting=meeting, reason="Ziek.", actor=scene.facilitator, now=now)

    assert told(scene.elsewhere) == []


def test_meeting_stands_in_one_digest(scene, morning):
    plan(scene, group=scene.closed_group)

    [first] = [letter for letter in morning(TUESDAY) if letter.member == scene.elsewhere]
    later = [letter for letter in morning(TUESDAY + timedelta(days=7)) if letter.member == scene.elsewhere]

    assert "Middag over veiligheid" in first.text
    assert "De Eik, Zwolle" in first.text
    assert not any("Middag over veiligheid" in letter.text for letter in later if letter.pk != first.pk)


def test_visitors_read_of_open_meetings(scene, now):
    plan(scene, group=scene.closed_group, title="Voor leden", openness=Meeting.Openness.MEMBERS)
    plan(scene, group=scene.closed_group, title="Voor iedereen")

    assert not Roles.of(AnonymousUser()).is_member
    blocks = public.blocks(news.load_until_now(Start(0), now), 0)

    assert [line.title for block in blocks for line in block.lines] == ["Voor iedereen"]
