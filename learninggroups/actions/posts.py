"""The one path by which words enter a group, change, and are taken back."""

from datetime import datetime

from django.db import connection, transaction

from activity import journal
from learninggroups import notifications
from learninggroups.actions import notices, revisions
from learninggroups.actions.attachments import NO_FILES, Chosen, attach, attach_pictures
from learninggroups.actions.drafts import DraftKey, drop_posted
from learninggroups.actions.mailed import Mailed, note_mailed
from learninggroups.actions.mentions import change_mentions, find_mentions, note_mentions
from learninggroups.actions.newcomers import mind_limits
from learninggroups.actions.openness import openness_for_new
from learninggroups.actions.reading import move_mark
from learninggroups.actions.revisions import PostGone
from learninggroups.indexing import index_posts, index_threads
from learninggroups.models import LearningGroup, Post, PostRevision, Thread
from learninggroups.models.posts import RESTORABLE
from learninggroups.permissions import (
    Roles,
    may_delete_post,
    may_edit_post,
    may_restore_post,
    may_see_post,
    may_start,
    may_write_in,
)
from learninggroups.querysets import narrowest
from members.models import Member
from members.permissions import require
from ui import prose

# SQL, because all replies come by here, and to put these together Django takes ten times as
# long as the database to answer them.
TAKE_PLACE = """
    UPDATE learninggroups_thread SET post_count = post_count + 1, last_post_at = %s
    WHERE id = %s AND group_id = %s AND closed_at IS NULL
"""
PLACE_TAKEN = """
    SELECT thread.post_count, place.openness
    FROM learninggroups_thread thread JOIN learninggroups_learninggroup place ON place.id = thread.group_id
    WHERE thread.id = %s
"""


class ThreadClosed(Exception):
    """A facilitator closed the thread meanwhile."""


class ThreadMoved(Exception):
    """The thread stands in another group by now."""


class NothingWritten(Exception):
    """After cleaning no words are left."""


@transaction.atomic(durable=True)
def start_thread(
    *,
    group: LearningGroup,
    title: str,
    body: str,
    form: str = Thread.Form.FREE,
    attachments: Chosen = NO_FILES,
    draft: DraftKey | None = None,
    mailed: Mailed | None = None,
    actor: Member,
    now: datetime,
) -> Thread:
    """
    Start a thread with its first post, in one of the forms.

    :raises NothingWritten: when the text holds no words.
    :raises TooMuch: when a new member wrote her share of today.
    """
    roles = Roles.of(actor)
    require(may_start(roles, group, form))
    mind_limits(roles, actor, group, starts=True, now=now)
    openness = openness_for_new(group)
    thread = Thread.objects.create(
        group=group,
        form=form,
        title=title,
        author=actor,
        openness=openness,
        started_at=now,
        last_post_at=now,
        post_count=1,
    )
    index_threads([thread.pk])
    post = _add_post(thread, 1, openness, actor, roles, body, now)
    attach(post, attachments, actor.pk)
    drop_posted(draft, actor)
    note_mailed(post, mailed, actor, starts=True, now=now)
    journal.record("thread_started", thread, audience=notifications.audience_of(group), actor=actor, now=now)
    return thread


@transaction.atomic(durable=True)
def post_reply(
    *,
    thread: Thread,
    body: str,
    answered: Post | None = None,
    seen: str = "",
    attachments: Chosen = NO_FILES,
    draft: DraftKey | None = None,
    mailed: Mailed | None = None,
    actor: Member,
    roles: Roles | None = None,
    now: datetime,
) -> Post:
    """
    Add a post to a thread, or to the one with which it was merged meanwhile.

    What answers another post is read no wider than that one, since it may repeat its words.
    ``seen`` is how open the group was when she read what she answers, if that was not just now.
    ``roles`` are the actor's, of who just asked for them.

    :raises ThreadClosed: when a facilitator closed the thread.
    :raises ThreadMoved: when it stands in another group by now, with other readers.
    :raises NothingWritten: when the text holds no words.
    :raises TooMuch: when a new member wrote her share of today.
    """
    roles = roles or Roles.of(actor)
    require(roles.member_id == actor.pk)
    require(may_write_in(roles, thread) and (answered is None or may_see_post(roles, answered)))
    mind_limits(roles, actor, thread.group, starts=False, now=now)
    seen = narrowest(seen or thread.group.openness, *([answered.openness] if answered else []))
    place = _next_place(thread, now)
    if place is None:
        thread = _goes_on_in(thread)
        require(may_write_in(roles, thread))
        place = _next_place(thread, now)
        if place is None:
            raise ThreadClosed
    position, openness = place
    post = _add_post(thread, position, narrowest(openness, seen), actor, roles, body, now, answered)
    attach(post, attachments, actor.pk)
    drop_posted(draft, actor)
    note_mailed(post, mailed, actor, starts=False, now=now)
    revisions.announce(post)
    return post


@transaction.atomic(durable=True)
def edit_post(
    *,
    post: Post,
    body: str,
    is_minor: bool = False,
    attachments: Chosen = NO_FILES,
    draft: DraftKey | None = None,
    actor: Member,
    now: datetime,
) -> None:
    """
    Change one's own post; what it said before is kept. A minor change is told to nobody.

    :raises NothingWritten: when the text holds no words.
    :raises PostGone: when it was deleted or hidden meanwhile.
    """
    require(may_edit_post(Roles.of(actor), post))
    stands = revisions.locked(post)
    words, called = find_mentions(_words_of(body), post.thread, stands.openness)
    if stands.deleted_at or stands.hidden_at:
        raise PostGone
    attach(post, attachments, actor.pk)
    drop_posted(draft, actor)
    if stands.body == words:
        return
    revisions.keep_version(stands, editor=actor, now=now, is_minor=is_minor)
    Post.objects.filter(pk=post.pk).update(body=words, edited_at=now)
    change_mentions(post, called)
    attach_pictures(post, words, actor.pk)
    index_posts([post.pk])


@transaction.atomic(durable=True)
def delete_post(*, post: Post, actor: Member, now: datetime) -> None:
    """Take one's own post back: a marker keeps its place, and for thirty days it can be restored."""
    require(may_delete_post(Roles.of(actor), post))
    stands = revisions.locked(post)
    if stands.deleted_at:
        return
    revisions.take_words(stands, editor=actor, now=now)
    stands.deleted_at = now
    stands.save(update_fields=["body", "deleted_at"])


@transaction.atomic(durable=True)
def restore_post(*, post: Post, actor: Member, now: datetime) -> None:
    """
    Put back a post that one deleted oneself; one that was hidden stays hidden.

    :raises PostGone: when the thirty days are over, or it was restored already.
    """
    require(may_restore_post(Roles.of(actor), post))
    gone = revisions.locked(post)
    if gone.deleted_at is None or gone.deleted_at <= now - RESTORABLE:
        raise PostGone
    gone.deleted_at = None
    revisions.put_words_back(gone)
    gone.save(update_fields=["body", "deleted_at"])


@transaction.atomic(durable=True)
def forget_deleted_posts(*, now: datetime) -> int:
    """
    Delete for good what writers took back thirty days ago, and return of how many posts.

    Finds the rows that have something left, so it is safe to run twice or never.
    """
    gone = Post.objects.filter(deleted_at__lte=now - RESTORABLE, revisions__isnull=False)
    posts = set(gone.values_list("pk", flat=True)[:500])
    PostRevision.objects.filter(post__in=posts).delete()
    return len(posts)


def _next_place(thread: Thread, now: datetime) -> tuple[int, str] | None:
    """
    Give out the next position, and say how open the group is now.

    None in a thread that does not stand open where we think it stands.
    """
    # RACE: the update is the check, the next position and the lock on it until we commit, so
    # a close or a move that lands in between is noticed and two writers never share a position.
    # A change of openness waits for that lock too, and so is seen after it.
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(TAKE_PLACE, [moment, thread.pk, thread.group_id])
        if not cursor.rowcount:
            return None
        cursor.execute(PLACE_TAKEN, [thread.pk])
        return cursor.fetchone()


def _goes_on_in(thread: Thread) -> Thread:
    """Return the thread into which this one was merged, or say why it takes no reply."""
    threads = Thread.objects.select_related("group")
    stands = threads.get(pk=thread.pk)
    while stands.merged_into_id:
        stands = threads.get(pk=stands.merged_into_id)
    if stands.group_id != thread.group_id:
        raise ThreadMoved
    if stands.is_closed:
        raise ThreadClosed
    return stands


def _add_post(
    thread: Thread,
    position: int,
    openness: str,
    actor: Member,
    roles: Roles,
    body: str,
    now: datetime,
    answered: Post | None = None,
) -> Post:
    """Store one post, read by its writer: who writes has seen what stands above."""
    words, called = find_mentions(_words_of(body), thread, openness)
    post = Post.objects.create(
        thread=thread,
        position=position,
        author=actor,
        organization_id=roles.speaks_at,
        body=words,
        openness=openness,
        reply_to=answered,
        posted_at=now,
        awaits_search=True,
    )
    note_mentions(post, called)
    attach_pictures(post, words, roles.member_id)
    notices.note(post, now=now)
    move_mark(thread.pk, actor.pk, position, now)
    return post


def _words_of(body: str) -> str:
    words = prose.clean(body)
    if not words:
        raise NothingWritten
    return words
