"""Opening a thread: whether this reader may, and what else there is to ask for its page."""

from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, connection

from learninggroups.models import LearningGroup, Thread, place_of
from learninggroups.permissions import Roles, may_see_thread
from learninggroups.queries.moments import in_utc

# In the order of the models; what is not here is fetched when somebody asks for it.
OF_THREAD = ("id", "group_id", "form", "title", "openness", "closed_at", "pinned_at", "merged_into_id")
OF_THREAD += ("post_count",)
OF_GROUP = ("id", "name", "slug", "openness", "is_confidential", "archived_at")
# SQL for the same reason as queries.threads.POSTS. Most threads have no guests, and most readers
# no draft there and nothing that changed since, so that of these it only says whether to ask.
OPEN = f"""
    SELECT {", ".join(f"thread.{name}" for name in OF_THREAD)},
        {", ".join(f"place.{name}" for name in OF_GROUP)},
        mark.position,
        EXISTS (
            SELECT 1 FROM learninggroups_post post
            WHERE post.thread_id = thread.id AND post.edited_at > mark.read_at
        ),
        EXISTS (SELECT 1 FROM learninggroups_draft draft WHERE draft.member_id = %s AND draft.place = %s),
        EXISTS (SELECT 1 FROM learninggroups_threadguest guest WHERE guest.thread_id = thread.id)
    FROM learninggroups_thread thread
    JOIN learninggroups_learninggroup place ON place.id = thread.group_id
    LEFT JOIN learninggroups_readmark mark ON mark.thread_id = thread.id AND mark.member_id = %s
    WHERE thread.id = %s
"""  # noqa: S608 - made of constants  # nosec B608


@dataclass(frozen=True, slots=True)
class OpenedThread:
    """A thread that somebody may read: how far she did, and what there may be besides."""

    thread: Thread
    # 0 when she never was here.
    read: int
    has_changes: bool
    has_drafts: bool
    has_guests: bool


def open_thread(roles: Roles, pk: int) -> OpenedThread | None:
    """Return a thread for a reader, in one statement; None when it is not there for her."""
    place = place_of(Thread(pk=pk))
    with connection.cursor() as cursor:
        cursor.execute(OPEN, [roles.member_id, place, roles.member_id, pk])
        row = cursor.fetchone()
    if row is None:
        return None
    thread = Thread.from_db(DEFAULT_DB_ALIAS, OF_THREAD, row[: len(OF_THREAD)])
    thread.group = LearningGroup.from_db(DEFAULT_DB_ALIAS, OF_GROUP, row[len(OF_THREAD) : -4])
    thread.closed_at, thread.pinned_at = in_utc(thread.closed_at), in_utc(thread.pinned_at)
    thread.group.archived_at = in_utc(thread.group.archived_at)
    if not may_see_thread(roles, thread):
        return None
    read, has_changes, has_drafts, has_guests = row[-4:]
    return OpenedThread(thread, read or 0, bool(has_changes), bool(has_drafts), bool(has_guests))
