"""How much a new member can write in a day; she hears it, with when she can go on."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from learninggroups.models import LearningGroup, Post, Thread
from learninggroups.permissions import Roles, may_moderate
from members.models import Member

NEW_FOR = timedelta(days=7)
THREADS_A_DAY = 3
POSTS_A_DAY = 20
DAY = timedelta(days=1)


class TooMuch(Exception):
    """A new member wrote as much as she can today; ``until`` says when she can go on."""

    def __init__(self, until: datetime):
        super().__init__(until)
        self.until = until


def mind_limits(roles: Roles, actor: Member, group: LearningGroup, *, starts: bool, now: datetime) -> None:
    """
    Refuse what is too much for a new member, inside the caller's transaction.

    Who keeps order in the group writes as much as she likes.

    :raises TooMuch: when she wrote her share in the last day.
    """
    if actor.joined_at is None or actor.joined_at <= now - NEW_FOR or may_moderate(roles, group):
        return
    _count(Post.objects.filter(author=actor), "posted_at", POSTS_A_DAY, now)
    if starts:
        _count(Thread.objects.filter(author=actor), "started_at", THREADS_A_DAY, now)


def _count(written: QuerySet, at: str, most: int, now: datetime) -> None:
    recent = written.filter(**{f"{at}__gt": now - DAY}).order_by(f"-{at}")
    moments = list(recent.values_list(at, flat=True)[:most])
    if len(moments) == most:
        raise TooMuch(moments[-1] + DAY)
