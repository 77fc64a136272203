"""A group shows when one can meet it: strangers the next open meeting, who takes part the next of all."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from learninggroups.permissions import Roles
from learninggroups.queries import group_list
from meetings.models import Meeting
from tests.factories.meetings import BEGINS, MeetingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(scene):
    """Four meetings of the closed group: one that was, one for itself, and two open ones."""
    group = scene.closed_group
    MeetingFactory(group=group, title="Geweest", starts_at=BEGINS - timedelta(days=30))
    MeetingFactory(group=group, title="Onder ons", openness=Meeting.Openness.GROUP)
    MeetingFactory(group=group, title="Voor iedereen", starts_at=BEGINS + timedelta(days=1))
    MeetingFactory(group=group, title="Later", starts_at=BEGINS + timedelta(days=2))


def test_page_of_a_closed_group_shows_each_reader_the_next_meeting_she_may_see(
    scene, planned, client_of, now
):
    shown = {}
    with time_machine.travel(now, tick=False):
        for person in (None, scene.participant):
            page = client_of(person).get(scene.closed_group.get_absolute_url()).content.decode()
            titles = Meeting.objects.values_list("title", flat=True)
            shown[person] = {title for title in titles if title in page}

    assert shown == {None: {"Voor iedereen"}, scene.participant: {"Onder ons"}}


def test_list_of_groups_asks_for_their_meetings_once(scene, planned, now, django_assert_num_queries):
    roles = Roles.of(scene.participant)
    with django_assert_num_queries(3):
        entries = group_list(roles, now)
    for group in (scene.open_group, scene.closed_group):
        MeetingFactory(group=group, title="Morgen", starts_at=now + timedelta(days=1))
    with django_assert_num_queries(3):
        more = group_list(roles, now)

    assert {entry.meeting.title for entry in entries if entry.meeting} == {"Onder ons"}
    assert [entry.meeting.title for entry in more if entry.meeting] == ["Morgen", "Morgen"]


def test_facilitator_plans_from_her_group(scene, client_of):
    tending = reverse("learninggroups:tending", args=[scene.closed_group.slug])
    plan = f"{reverse('meetings:plan')}?groep={scene.closed_group.slug}"
    browser = client_of(scene.facilitator)

    assert plan in browser.get(tending).content.decode()
    assert f'<option value="{scene.closed_group.pk}" selected>' in browser.get(plan).content.decode()
