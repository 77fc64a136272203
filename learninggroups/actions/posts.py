"""The one path by which words enter a group, change, and are taken back."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from activity import journal
from learninggroups import notifications
from learninggroups.actions.reading import move_mark
from learninggroups.models import LearningGroup, Post, Thread
from learninggroups.permissions import Roles, may_delete_post, may_edit_post, may_write
from members.models import Member
from members.permissions import require
from ui import prose


class ThreadClosed(Exception):
    """A facilitator closed the thread meanwhile."""


class NothingWritten(Exception):
    """After cleaning no words are left."""


@transaction.atomic(durable=True)
def start_thread(*, group: LearningGroup, title: str, body: str, actor: Member, now: datetime) -> Thread:
    """
    Start a thread with its first post.

    :raises NothingWritten: when the text holds no words.
    """
    roles = Roles.of(actor)
    require(may_write(roles, group))
    thread = Thread.objects.create(
        group=group,
        title=title,
        author=actor,
        openness=group.openness,
        started_at=now,
        last_post_at=now,
        post_count=1,
    )
    _add_post(thread, 1, roles, body, now)
    journal.record("thread_started", thread, audience=notifications.audience_of(group), actor=actor, now=now)
    return thread


@transaction.atomic(durable=True)
def post_reply(*, thread: Thread, body: str, actor: Member, now: datetime) -> Post:
    """
    Add a post to a thread.

    :raises ThreadClosed: when a facilitator closed the thread.
    :raises NothingWritten: when the text holds no words.
    """
    roles = Roles.of(actor)
    require(may_write(roles, thread.group))
    # RACE: the update is the check, the next position and the lock on it until we commit,
    # so a close that lands in between is noticed and two writers never share a position.
    this = Thread.objects.filter(pk=thread.pk)
    if not this.open().update(post_count=F("post_count") + 1, last_post_at=now):
        raise ThreadClosed
    position = this.values_list("post_count", flat=True).get()
    post = _add_post(thread, position, roles, body, now)
    journal.record(
        "post_written", post, audience=notifications.audience_of(thread.group), actor=actor, now=now
    )
    return post


@transaction.atomic(durable=True)
def edit_post(*, post: Post, body: str, actor: Member, now: datetime) -> None:
    """
    Change one's own post.

    :raises NothingWritten: when the text holds no words.
    """
    require(may_edit_post(Roles.of(actor), post))
    Post.objects.filter(pk=post.pk, deleted_at=None).update(body=_words_of(body), edited_at=now)


@transaction.atomic(durable=True)
def delete_post(*, post: Post, actor: Member, now: datetime) -> None:
    """Take one's own post back: the words are gone, a marker keeps its place."""
    require(may_delete_post(Roles.of(actor), post))
    Post.objects.filter(pk=post.pk).update(body="", deleted_at=now)
    journal.retract(post)


def _add_post(thread: Thread, position: int, roles: Roles, body: str, now: datetime) -> Post:
    """Store one post, read by its writer: who writes has seen what stands above."""
    post = Post.objects.create(
        thread=thread,
        position=position,
        author_id=roles.member_id,
        organization_id=min(roles.organization_ids, default=None),
        body=_words_of(body),
        openness=thread.group.openness,
        posted_at=now,
    )
    move_mark(thread.pk, roles.member_id, position, now)
    return post


def _words_of(body: str) -> str:
    words = prose.clean(body)
    if not words:
        raise NothingWritten
    return words
