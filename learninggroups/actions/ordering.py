"""
Moving, splitting and merging threads; nobody comes to read what she could not.

A place that a post had is never given out again: a marker leads from there to where it stands.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, QuerySet

from activity import journal
from learninggroups import notifications
from learninggroups.actions import marks
from learninggroups.actions.moderation import log_thread
from learninggroups.indexing import index_posts, index_threads, index_whole_threads
from learninggroups.models import (
    Attachment,
    Draft,
    GroupInvitation,
    LearningGroup,
    ModerationAct,
    MovedPost,
    Post,
    Thread,
    ThreadGuest,
    place_of,
)
from learninggroups.permissions import Roles, may_moderate, may_move_to
from learninggroups.queries.ordering import Obstacle, obstacle_to_merge, obstacle_to_move
from learninggroups.querysets import narrowest
from members.models import Member
from members.permissions import require

Kind = ModerationAct.Kind


class InTheWay(Exception):
    """Somebody would come to read what she could not; ``obstacle`` says how."""

    def __init__(self, obstacle: Obstacle):
        super().__init__(obstacle)
        self.obstacle = obstacle


class NothingToMove(Exception):
    """What was chosen is not there any more."""


@transaction.atomic(durable=True)
def move_thread(*, thread: Thread, group: LearningGroup, reason: str, actor: Member, now: datetime) -> None:
    """
    Move a thread to another group; its posts keep how wide their writers agreed to be read.

    :raises InTheWay: when somebody would read there what she cannot read now.
    :raises NothingToMove: when it was moved or merged meanwhile.
    """
    roles = Roles.of(actor)
    require(may_moderate(roles, thread.group) and may_move_to(roles, group))
    groups = _locked_groups(thread.group_id, group.pk)
    stands = _locked(thread)
    if stands.group_id != thread.group_id or stands.group_id == group.pk:
        raise NothingToMove
    before, after = groups[stands.group_id], groups[group.pk]
    if obstacle := obstacle_to_move(stands, after):
        raise InTheWay(obstacle)
    marks.carry_to_group(stands, after, now=now)
    Thread.objects.filter(pk=stands.pk).update(group=after, pinned_at=None)
    GroupInvitation.objects.filter(thread=stands).update(group=after)
    stands.group = after
    _readdress(stands)
    index_whole_threads([stands.pk])
    for one in (before, after):
        log_thread(Kind.MOVED, stands, group=one, reason=reason, actor=actor, now=now)


@transaction.atomic(durable=True)
def split_thread(
    *, thread: Thread, posts: Collection[int], title: str, reason: str, actor: Member, now: datetime
) -> Thread:
    """
    Take some posts apart in a thread of their own, in the same group; the first post stays.

    :raises NothingToMove: when none of them stands there any more.
    """
    require(may_moderate(Roles.of(actor), thread.group))
    stands = _locked(thread)
    chosen = list(
        Post.objects.select_for_update()
        .filter(thread=stands, pk__in=posts, position__gt=1)
        .order_by("position")
    )
    if not chosen:
        raise NothingToMove
    new = Thread.objects.create(
        group=stands.group,
        title=title,
        author=chosen[0].author,
        openness=stands.openness,
        started_at=chosen[0].posted_at,
        last_post_at=max(post.posted_at for post in chosen),
        closed_at=stands.closed_at,
        post_count=len(chosen),
    )
    _leave_markers(chosen)
    moved = [post.position for post in chosen]
    for position, post in enumerate(chosen, start=1):
        post.thread, post.position = new, position
    Post.objects.bulk_update(chosen, ["thread", "position"], batch_size=200)
    was_at = stands.last_post_at
    stands.last_post_at = _last_post_at(stands)
    stands.save(update_fields=["last_post_at"])
    marks.carry_to_split(stands, new, moved, was_at)
    _invite_guests_along(stands, new)
    index_threads([new.pk])
    index_posts([post.pk for post in chosen])
    log_thread(Kind.SPLIT, new, reason=reason, actor=actor, now=now)
    return new


@transaction.atomic(durable=True)
def merge_threads(*, thread: Thread, other: Thread, reason: str, actor: Member, now: datetime) -> Thread:
    """
    Let the younger of two threads of one group go on in the older one, and return that.

    :raises InTheWay: when a guest of one would come to read the other.
    :raises NothingToMove: when one of them was moved or merged meanwhile.
    """
    require(may_moderate(Roles.of(actor), thread.group))
    older, younger = _locked_by_age(thread, other)
    if obstacle := obstacle_to_merge(older, younger):
        raise InTheWay(obstacle)
    posts = Post.objects.filter(thread=younger)
    _leave_markers(posts.order_by("position"))
    # What its starter agreed to for the younger thread held for everything in it.
    posts.wider_than(younger.openness).update(openness=younger.openness)
    _begin_as_post(younger)
    marks.carry_to_merged(younger, older, now=now)
    moved = list(posts.values_list("pk", flat=True))
    posts.update(thread=older, position=F("position") + older.post_count)
    older.post_count += younger.post_count
    older.last_post_at = max(older.last_post_at, younger.last_post_at)
    older.save(update_fields=["post_count", "last_post_at"])
    Thread.objects.filter(pk=younger.pk).update(merged_into=older, closed_at=now, pinned_at=None)
    _move_drafts(younger, older)
    index_threads([younger.pk])
    index_posts(moved)
    log_thread(Kind.MERGED, older, reason=reason, actor=actor, now=now)
    return older


def _locked(thread: Thread) -> Thread:
    """Hold a thread that still stands by itself."""
    # RACE: a reply takes the same lock, and then sees where the thread went.
    threads = Thread.objects.standing().select_for_update(of=["self"]).select_related("group")
    found = threads.filter(pk=thread.pk).first()
    if found is None:
        raise NothingToMove
    return found


def _locked_groups(*groups: int) -> dict[int, LearningGroup]:
    # RACE: a change of openness holds the group first and then its threads; so do we.
    locked = LearningGroup.objects.select_for_update().filter(pk__in=groups).order_by("pk")
    return {group.pk: group for group in locked}


def _locked_by_age(one: Thread, other: Thread) -> tuple[Thread, Thread]:
    _locked_groups(one.group_id)
    held = {thread.pk: _locked(thread) for thread in sorted((one, other), key=lambda thread: thread.pk)}
    if len(held) < 2 or len({thread.group_id for thread in held.values()} | {one.group_id}) > 1:
        raise NothingToMove
    older, younger = sorted(held.values(), key=lambda thread: (thread.started_at, thread.pk))
    return older, younger


def _leave_markers(posts: Collection[Post] | QuerySet[Post]) -> None:
    MovedPost.objects.bulk_create(
        [MovedPost(thread_id=post.thread_id, position=post.position, post=post) for post in posts],
        batch_size=500,
    )


def _last_post_at(thread: Thread) -> datetime:
    last = thread.posts.aggregate(last=Max("posted_at"))["last"]
    return last or thread.started_at


def _invite_guests_along(thread: Thread, new: Thread) -> None:
    """Who was a guest where the posts stood could read them, and goes on reading them."""
    guests = ThreadGuest.objects.filter(thread=thread, ended_at=None)
    ThreadGuest.objects.bulk_create(
        [
            ThreadGuest(
                thread=new,
                member_id=guest.member_id,
                until=guest.until,
                invited_by_id=guest.invited_by_id,
                since=guest.since,
            )
            for guest in guests
        ]
    )


def _readdress(thread: Thread) -> None:
    """Let who hears of the thread from now on be who may read it in its new group."""
    for threads in (Thread.objects.filter(pk=thread.pk), Post.objects.filter(thread=thread)):
        for openness in set(threads.values_list("openness", flat=True)):
            audience = notifications.audience_of(thread.group, narrowest(thread.group.openness, openness))
            journal.readdress(threads.filter(openness=openness), audience=audience)


def _begin_as_post(thread: Thread) -> None:
    """What was told as the start of a thread is told as a post of the one it goes on in."""
    first = thread.posts.filter(position=1, deleted_at=None, hidden_at=None).first()
    if first is not None:
        journal.retell(thread, "thread_started", as_=first, to_kind="post_written")


def _move_drafts(younger: Thread, older: Thread) -> None:
    """Let who was still writing find her text, and its files, where the thread goes on."""
    for kept in (Draft, Attachment):
        kept.objects.filter(place=place_of(younger)).update(place=place_of(older))
