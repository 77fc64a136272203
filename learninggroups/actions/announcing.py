"""Bringing a post to everybody of its group, in the next digest of each."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from activity import journal
from learninggroups.models import Announcement, Post
from learninggroups.permissions import Roles, may_announce
from members.models import Member
from members.permissions import require


class AlreadyAnnounced(Exception):
    """This group brought something to everybody this month, or this very post before."""


@transaction.atomic(durable=True)
def announce(*, post: Post, actor: Member, now: datetime) -> Announcement:
    """
    Let everybody of the group find a post in her next digest; no letter tells of it.

    :raises AlreadyAnnounced: when the group did so this month, or with this post before.
    """
    require(may_announce(Roles.of(actor), post))
    group_id = post.thread.group_id
    try:
        with transaction.atomic():
            announcement = Announcement.objects.create(
                group_id=group_id,
                post=post,
                month=timezone.localdate(now).replace(day=1),
                announced_by=actor,
                announced_at=now,
            )
    except IntegrityError as error:
        # RACE: two facilitators may both be first; the database lets one of them in.
        raise AlreadyAnnounced from error
    audience = journal.group_audience(group_id)
    journal.record("post_announced", announcement, audience=audience, actor=actor, now=now)
    return announcement
