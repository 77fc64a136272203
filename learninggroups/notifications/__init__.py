"""Who hears of what happens in groups: one module for each kind of occasion."""

from learninggroups.notifications import (
    facilitators,
    invitations,
    letters,
    memberships,
    moderation,
    openness,
)
from learninggroups.notifications.audiences import audience_of
from learninggroups.notifications.openness import exposure_asked

__all__ = [
    "KINDS",
    "audience_of",
    "exposure_asked",
]

KINDS = [
    *memberships.KINDS,
    *invitations.KINDS,
    *facilitators.KINDS,
    *letters.KINDS,
    *openness.KINDS,
    *moderation.KINDS,
]
