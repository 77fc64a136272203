"""
What a post said before, kept inside the transaction of whoever changes it.

Of a post that was deleted or hidden the words stand in its last revision and nowhere else.
"""

from datetime import datetime

from django.db.models import Max

from activity import journal
from learninggroups import notifications
from learninggroups.indexing import index_post
from learninggroups.models import Post, PostNotice, PostRevision
from members.models import Member
from search import index


class PostGone(Exception):
    """The post was deleted, hidden or shown again meanwhile."""


def locked(post: Post) -> Post:
    """Return a post as it is now, held until the transaction ends."""
    # RACE: two changes at once would both keep the same version and lose one of the two.
    return Post.objects.select_for_update(of=["self"]).select_related("thread__group").get(pk=post.pk)


def keep_version(post: Post, *, editor: Member, now: datetime, is_minor: bool = False) -> None:
    """Keep what a post says, before it says something else."""
    last = post.revisions.aggregate(last=Max("number"))["last"] or 0
    PostRevision.objects.create(
        post=post, number=last + 1, body=post.body, replaced_at=now, editor=editor, is_minor=is_minor
    )


def take_words(post: Post, *, editor: Member, now: datetime) -> None:
    """Move the words of a post out of sight, and out of what people will hear of."""
    if not post.body:
        # Hidden before it was deleted, or the other way round.
        return
    keep_version(post, editor=editor, now=now)
    post.body = ""
    index.drop(post)
    journal.retract(post)
    PostNotice.objects.filter(post=post).delete()


def put_words_back(post: Post) -> None:
    """Give a post its words again, once it is neither deleted nor hidden."""
    if post.deleted_at or post.hidden_at:
        return
    last = post.revisions.order_by("-number").first()
    if last is None:
        raise PostGone
    post.body = last.body
    last.delete()
    index_post(post)
    announce(post)


def announce(post: Post) -> None:
    """Write down that a post was written, for who may read its group."""
    audience = notifications.audience_of(post.thread.group)
    journal.record("post_written", post, audience=audience, actor=post.author, now=post.posted_at)
