"""What may be seen in lists is what may be seen alone."""

import pytest
from django.contrib.auth.models import AnonymousUser

from learninggroups.permissions import Roles
from meetings.models import Meeting, Registration
from meetings.permissions import may_see_meeting, may_see_registration
from tests.cast import ROLES
from tests.factories.meetings import MeetingFactory, RegistrationFactory


@pytest.fixture
def everything(scene):
    """A meeting of each openness, and somebody who comes to each."""
    for group in (None, scene.open_group, scene.closed_group):
        for openness in Meeting.Openness:
            if group or openness != Meeting.Openness.GROUP:
                meeting = MeetingFactory(group=group, openness=openness)
                RegistrationFactory(meeting=meeting)
                RegistrationFactory(meeting=meeting, member=scene.elsewhere)


@pytest.mark.parametrize("role", ROLES)
def test_lists_agree_with_permissions(scene, everything, role):
    roles = Roles.of(scene.person(role) or AnonymousUser())

    meetings = Meeting.objects.all()
    seen = {meeting for meeting in meetings if may_see_meeting(roles, meeting)}
    assert set(Meeting.objects.visible_to(roles)) == seen

    registrations = Registration.objects.select_related("meeting")
    seen = {one for one in registrations if may_see_registration(roles, one)}
    assert set(Registration.objects.visible_to(roles)) == seen
