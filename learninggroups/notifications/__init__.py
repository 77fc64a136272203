"""Who hears of what happens in groups: one module for each kind of occasion."""

from learninggroups.notifications import (
    by_mail,
    facilitators,
    guests,
    hands,
    invitations,
    letters,
    memberships,
    moderation,
    openness,
    posts,
)
from learninggroups.notifications.audiences import audience_of
from learninggroups.notifications.by_mail import REPLY_POSTED, reply_posted
from learninggroups.notifications.openness import exposure_asked
from learninggroups.notifications.posts import POSTS_WRITTEN, posts_written

__all__ = [
    "KINDS",
    "POSTS_WRITTEN",
    "REPLY_POSTED",
    "audience_of",
    "exposure_asked",
    "posts_written",
    "reply_posted",
]

KINDS = [
    *memberships.KINDS,
    *invitations.KINDS,
    *facilitators.KINDS,
    *guests.KINDS,
    *hands.KINDS,
    *letters.KINDS,
    *openness.KINDS,
    *moderation.KINDS,
    *posts.KINDS,
    *by_mail.KINDS,
]
