"""What may be seen in lists is what may be seen alone."""

import pytest
from django.contrib.auth.models import AnonymousUser

from learninggroups.permissions import Roles
from meetings.models import Meeting
from meetings.permissions import may_see_meeting
from tests.cast import ROLES
from tests.factories.meetings import MeetingFactory


@pytest.fixture
def everything(scene):
    """A meeting of each openness, of no group and of two."""
    for group in (None, scene.open_group, scene.closed_group):
        for openness in Meeting.Openness:
            if group or openness != Meeting.Openness.GROUP:
                MeetingFactory(group=group, openness=openness)


@pytest.mark.parametrize("role", ROLES)
def test_lists_agree_with_permissions(scene, everything, role):
    roles = Roles.of(scene.person(role) or AnonymousUser())

    meetings = Meeting.objects.all()
    seen = {meeting for meeting in meetings if may_see_meeting(roles, meeting)}
    assert set(Meeting.objects.visible_to(roles)) == seen
