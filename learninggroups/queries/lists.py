"""A thread as one line of a list."""

from dataclasses import dataclass

from django.db.models import F

from learninggroups.models import Thread, place_url
from learninggroups.permissions import Roles


@dataclass(frozen=True, slots=True)
class ThreadEntry:
    """One thread in a list of threads, with what is new in it for the reader."""

    thread: Thread
    author: str
    unread: int
    url: str
    first_unread_url: str


def thread_entries(roles: Roles, threads) -> tuple[ThreadEntry, ...]:
    """Return these threads, with what is new in each for the reader."""
    threads = threads.with_unread(roles.member_id).annotate(author_name=F("author__name"))
    return tuple(
        ThreadEntry(
            thread=thread,
            author=thread.author_name or "",
            unread=thread.unread,
            url=thread.get_absolute_url(),
            first_unread_url=place_url(thread.pk, (thread.mark or 0) + 1),
        )
        for thread in threads
    )
