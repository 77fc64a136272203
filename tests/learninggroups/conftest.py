"""A group of each openness, with the same people in each."""

from collections.abc import Callable

import pytest

from learninggroups.models import LearningGroup, Membership
from tests.cast import Scene
from tests.factories.learninggroups import LearningGroupFactory, MembershipFactory


@pytest.fixture
def group_of(scene: Scene) -> Callable[..., LearningGroup]:
    """Return a function that makes a group with a participant, a facilitator and a request."""

    def make(openness: str, **fields) -> LearningGroup:
        group = LearningGroupFactory(openness=openness, **fields)
        MembershipFactory(group=group, member=scene.participant)
        MembershipFactory(group=group, member=scene.facilitator, role=Membership.Role.FACILITATOR)
        MembershipFactory(
            group=group, member=scene.contact, role=Membership.Role.REQUESTED, motivation="Graag."
        )
        return group

    return make


@pytest.fixture
def closed(group_of) -> LearningGroup:
    """A closed group."""
    return group_of(LearningGroup.Openness.CLOSED)
