"""One page of a thread."""

from dataclasses import dataclass
from datetime import datetime

from learninggroups.models import POSTS_PER_PAGE, Post, Thread, place_url
from learninggroups.permissions import Roles, may_join, may_lead, may_reply, may_write


@dataclass(frozen=True, slots=True)
class PostEntry:
    """One post on a thread page."""

    pk: int
    position: int
    anchor: str
    body: str
    author: str
    organization: str
    posted_at: datetime
    edited_at: datetime | None
    is_deleted: bool
    is_own: bool
    is_unread: bool
    # The first one that is new to the reader says so.
    opens_unread: bool


@dataclass(frozen=True, slots=True)
class ThreadPage:
    """One page of a thread as one reader sees it."""

    thread: Thread
    posts: tuple[PostEntry, ...]
    number: int
    pages: int
    # Up to which position this page may be marked as read; None when nothing on it is new.
    read_to: int | None
    first_unread_url: str
    may_reply: bool
    may_write: bool
    may_join: bool
    may_lead: bool

    @property
    def is_last(self) -> bool:
        """Nothing comes after this page."""
        return self.number == self.pages


def thread_page(roles: Roles, thread: Thread, *, number: int) -> ThreadPage | None:
    """
    Return one page of a thread, or None when it has no such page.

    The thread comes from :meth:`ThreadQuerySet.with_mark`. Its page is a range of
    positions, so that the last page of a long thread costs what the first one does.
    """
    pages = max(1, -(-thread.post_count // POSTS_PER_PAGE))
    if not 1 <= number <= pages:
        return None
    first = (number - 1) * POSTS_PER_PAGE + 1
    last = min(first + POSTS_PER_PAGE - 1, thread.post_count)
    read = thread.mark or 0
    return ThreadPage(
        thread=thread,
        posts=_posts(roles, thread, first, last),
        number=number,
        pages=pages,
        read_to=last if roles.is_member and read < last else None,
        first_unread_url=place_url(thread.pk, read + 1) if read and read + 1 < first else "",
        may_reply=may_reply(roles, thread),
        may_write=may_write(roles, thread.group),
        may_join=may_join(roles, thread.group),
        may_lead=may_lead(roles, thread.group),
    )


def _posts(roles: Roles, thread: Thread, first: int, last: int) -> tuple[PostEntry, ...]:
    rows = (
        Post.objects.filter(thread=thread, position__gte=first, position__lte=last)
        .order_by("position")
        .values_list(
            "pk",
            "position",
            "body",
            "posted_at",
            "edited_at",
            "deleted_at",
            "author_id",
            "author__name",
            "organization__name",
        )
    )
    # In a thread that is wholly new to her no post needs to say so.
    read = thread.mark or thread.post_count
    return tuple(
        PostEntry(
            pk=pk,
            position=position,
            anchor=f"bericht-{position}",
            body=body,
            author=author or "Oud-lid",
            organization=organization or "",
            posted_at=posted_at,
            edited_at=edited_at,
            is_deleted=deleted_at is not None,
            is_own=author_id is not None and author_id == roles.member_id and deleted_at is None,
            is_unread=position > read,
            opens_unread=position == max(read + 1, first),
        )
        for (
            pk,
            position,
            body,
            posted_at,
            edited_at,
            deleted_at,
            author_id,
            author,
            organization,
        ) in rows
    )
