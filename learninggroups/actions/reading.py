"""How far a member has read; a mark only moves forward."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from learninggroups.models import LearningGroup, ReadMark, Thread
from learninggroups.permissions import Roles, may_read, may_see_thread
from members.models import Member
from members.permissions import require

# RACE: one statement, so that of two windows that are both first the one furthest on counts.
# Every reply and every page moves a mark, and to put this together takes Django ten times as long.
MOVE = """
    INSERT INTO learninggroups_readmark (thread_id, member_id, position, read_at, level)
    VALUES (%s, %s, %s, %s, '')
    ON CONFLICT (member_id, thread_id) DO UPDATE
    SET position = excluded.position, read_at = excluded.read_at
    WHERE learninggroups_readmark.position < excluded.position
"""


@transaction.atomic(durable=True)
def mark_read(*, thread: Thread, position: int, actor: Member, now: datetime) -> None:
    """Remember that a member read a thread up to a position that it has."""
    require(may_see_thread(Roles.of(actor), thread))
    move_mark(thread.pk, actor.pk, min(position, thread.post_count), now)
    # Who read it all before has now seen what changed of it.
    ReadMark.objects.filter(thread=thread, member=actor).update(read_at=now)


@transaction.atomic(durable=True)
def mark_group_read(*, group: LearningGroup, actor: Member, now: datetime) -> None:
    """Remember that a member has read everything in a group."""
    require(may_read(Roles.of(actor), group))
    _read_all(Thread.objects.filter(group=group), actor, now)


@transaction.atomic(durable=True)
def mark_everything_read(*, actor: Member, now: datetime) -> None:
    """Remember that a member has read everything that was new to her, in every group."""
    roles = Roles.of(actor)
    require(roles.member_id is not None)
    opened = ReadMark.objects.filter(member=actor).values("thread")
    _read_all(Thread.objects.filter(Q(group__in=roles.participates) | Q(pk__in=opened)), actor, now)


def _read_all(threads: QuerySet[Thread], member: Member, now: datetime) -> None:
    last = Thread.objects.filter(pk=OuterRef("thread")).values("post_count")
    behind = ReadMark.objects.filter(member=member, position__lt=F("thread__post_count"))
    behind.filter(thread__in=threads.values("pk")).update(position=Subquery(last), read_at=now)
    unopened = threads.standing().with_unread(member.pk).filter(mark=None, unread__gt=0)
    ReadMark.objects.bulk_create(
        [
            ReadMark(thread_id=pk, member=member, position=post_count, read_at=now)
            for pk, post_count in unopened.values_list("pk", "post_count")
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


def move_mark(thread_id: int, member_id: int, position: int, now: datetime) -> None:
    """Move one mark forward, inside the caller's transaction; never back."""
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(MOVE, [thread_id, member_id, position, moment])
