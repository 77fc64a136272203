"""Who hears of what happens in groups: one module for each kind of occasion."""

from learninggroups.notifications import facilitators, invitations, memberships
from learninggroups.notifications.audiences import audience_of

__all__ = ["KINDS", "audience_of"]

KINDS = [*memberships.KINDS, *invitations.KINDS, *facilitators.KINDS]
