"""What a feed tells of an open group: its newest posts, for whoever reads without being anybody here."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils.text import Truncator

from learninggroups.models import LearningGroup, Post, Thread
from learninggroups.permissions import Roles
from ui import prose

LONGEST_FEED = 20
WORDS = 80
# Nobody in particular: a feed is fetched by a machine, and read by who knows whom.
ANYBODY = Roles()
# Signs that no XML can hold, however they are written.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One post: where it is and the first of what it says, as plain text."""

    pk: int
    url: str
    title: str
    author: str
    text: str
    posted_at: datetime
    updated_at: datetime


def newest_posts(group: LearningGroup) -> tuple[FeedEntry, ...]:
    """Return the newest posts of a group that everybody may read, newest first."""
    # The newest posts stand at the ends of the threads that were written in last, so that
    # two indexes find them in a group of any size.
    threads = Thread.objects.visible_to(ANYBODY).filter(group=group).order_by("-last_post_at", "-pk")
    posts = (
        Post.objects.visible_to(ANYBODY)
        .standing()
        .filter(
            thread__in=list(threads.values_list("pk", flat=True)[:LONGEST_FEED]),
            position__gt=F("thread__post_count") - LONGEST_FEED,
        )
        .select_related("thread", "author", "organization")
        .order_by("-posted_at", "-pk")
    )
    return tuple(map(_entry, posts[:LONGEST_FEED]))


def writable(text: str) -> str:
    """Return a text without the signs that make a feed unreadable."""
    return _UNWRITABLE.sub("", text)


def _entry(post: Post) -> FeedEntry:
    title = post.thread.title if post.position == 1 else f"Reactie op: {post.thread.title}"
    by = [named.name for named in (post.author, post.organization) if named]
    return FeedEntry(
        pk=post.pk,
        url=post.get_absolute_url(),
        title=writable(title),
        author=writable(", ".join(by) or "Oud-lid"),
        text=writable(Truncator(prose.plain(post.body)).words(WORDS)),
        posted_at=post.posted_at,
        updated_at=post.edited_at or post.posted_at,
    )
