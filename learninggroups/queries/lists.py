"""A thread as one line of a list, and the list of a group."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.db.models import F

from learninggroups.models import LearningGroup, Thread, place_url, thread_url
from learninggroups.permissions import Roles, may_see_thread
from learninggroups.queries.moments import in_utc

THREADS_PER_PAGE = 20
# What is pinned stands above the rest, so more than a few of them would bury it.
PINNED_AT_MOST = 10
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# SQL for the same reason as queries.threads.POSTS. The index on a group's latest threads
# gives a page of them in order, however many there are.
THREADS = """
    SELECT thread.id, thread.title, thread.form, thread.post_count, thread.last_post_at,
        thread.pinned_at, thread.closed_at, author.name, mark.position, mark.level, place.joined_at
    FROM learninggroups_thread thread
    LEFT JOIN members_member author ON author.id = thread.author_id
    LEFT JOIN learninggroups_readmark mark ON mark.thread_id = thread.id AND mark.member_id = %s
    LEFT JOIN learninggroups_membership place ON place.group_id = thread.group_id
        AND place.member_id = %s AND place.role IN ('participant', 'facilitator')
    WHERE thread.group_id = %s AND thread.merged_into_id IS NULL AND {visible}
"""
LATEST = " AND thread.pinned_at IS NULL {after} ORDER BY thread.last_post_at DESC, thread.id DESC LIMIT %s"
PINNED = " AND thread.pinned_at IS NOT NULL ORDER BY thread.pinned_at DESC, thread.id DESC LIMIT %s"
# The first condition lets the index start in the right place; the second is exact.
AFTER = "AND thread.last_post_at <= %s AND (thread.last_post_at < %s OR thread.id < %s)"


@dataclass(frozen=True, slots=True)
class ThreadEntry:
    """One thread in a list of threads, with what is new in it for the reader."""

    pk: int
    title: str
    form: str
    author: str
    unread: int
    last_post_at: datetime
    is_pinned: bool
    is_closed: bool
    url: str
    first_unread_url: str


def thread_entries(roles: Roles, threads) -> tuple[ThreadEntry, ...]:
    """Return these threads, with what is new in each for the reader."""
    threads = threads.with_unread(roles.member_id).annotate(author_name=F("author__name"))
    return tuple(
        ThreadEntry(
            pk=thread.pk,
            title=thread.title,
            form=thread.form,
            author=thread.author_name or "",
            unread=thread.unread,
            last_post_at=thread.last_post_at,
            is_pinned=thread.pinned_at is not None,
            is_closed=thread.is_closed,
            url=thread.get_absolute_url(),
            first_unread_url=place_url(thread.pk, (thread.mark or 0) + 1),
        )
        for thread in threads
    )


def threads_of_group(
    roles: Roles, group: LearningGroup, *, after: str = ""
) -> tuple[tuple[ThreadEntry, ...], str]:
    """
    Return a page of the threads that this person may see, and where the next page starts.

    Pinned ones first, on the first page; then the others, latest first.

    :raises ValueError: when ``after`` is not a place that we gave out.
    """
    place = _place(after) if after else None
    rows = _rows(roles, group, place)
    # A statement of two lists promises no order of the whole.
    latest_first = sorted((_entry(*row) for row in rows), key=_recency, reverse=True)
    entries = tuple(sorted(latest_first, key=lambda entry: not entry.is_pinned))
    pinned = sum(entry.is_pinned for entry in entries)
    if len(entries) - pinned <= THREADS_PER_PAGE:
        return entries, ""
    last = entries[-2]
    micros = (last.last_post_at - EPOCH) // timedelta(microseconds=1)
    return entries[:-1], f"{micros}-{last.pk}"


def _recency(entry: ThreadEntry) -> tuple[datetime, int]:
    return entry.last_post_at, entry.pk


def _rows(roles: Roles, group: LearningGroup, place: tuple[datetime, int] | None) -> list[tuple]:
    visible, visible_values = _visible(roles, group)
    threads = THREADS.format(visible=visible)
    values = [roles.member_id, roles.member_id, group.pk, *visible_values]
    latest = threads + LATEST.format(after=AFTER if place else "")
    parameters = [*values, *_start(place), THREADS_PER_PAGE + 1]
    statement = latest
    if not place:
        # Two lists in one statement, each with an order of its own.
        statement = f"SELECT * FROM ({threads + PINNED}) pinned UNION ALL SELECT * FROM ({latest}) latest"  # noqa: S608 - fixed texts  # nosec B608
        parameters = [*values, PINNED_AT_MOST, *parameters]
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.fetchall()


def _start(place: tuple[datetime, int] | None) -> list:
    if place is None:
        return []
    moment = connection.ops.adapt_datetimefield_value(place[0])
    return [moment, moment, place[1]]


def _visible(roles: Roles, group: LearningGroup) -> tuple[str, list]:
    """
    Say in SQL what :func:`~learninggroups.permissions.may_see_thread` says of threads of one group.

    SECURITY: it is asked of each kind of thread there can be; only placeholders are put into
    the statement, never a value.
    """
    kinds = [
        openness
        for openness in LearningGroup.Openness
        if may_see_thread(roles, Thread(group=group, openness=openness))
    ]
    if len(kinds) == len(LearningGroup.Openness):
        return "TRUE", []
    conditions = []
    if kinds:
        conditions.append(f"thread.openness IN ({_placeholders(kinds)})")
    if roles.guest_in:
        conditions.append(f"thread.id IN ({_placeholders(roles.guest_in)})")
    return f"({' OR '.join(conditions) or 'FALSE'})", [*kinds, *roles.guest_in]


def _placeholders(values: Iterable) -> str:
    return ", ".join("%s" for _ in values)


def _entry(
    pk: int,
    title: str,
    form: str,
    post_count: int,
    last_post_at: datetime,
    pinned_at: datetime | None,
    closed_at: datetime | None,
    author: str | None,
    position: int | None,
    level: str | None,
    joined_at: datetime | None,
) -> ThreadEntry:
    last_post_at, joined_at = in_utc(last_post_at), in_utc(joined_at)
    # As :meth:`ThreadQuerySet.with_unread` counts; a test compares the two.
    is_new = joined_at is not None and joined_at < last_post_at
    has_opened = bool(position) or level == ""
    return ThreadEntry(
        pk=pk,
        title=title,
        form=form,
        author=author or "",
        unread=post_count - position if has_opened else post_count * is_new,
        last_post_at=last_post_at,
        is_pinned=pinned_at is not None,
        is_closed=closed_at is not None,
        url=thread_url(pk),
        first_unread_url=place_url(pk, (position or 0) + 1),
    )


def _place(after: str) -> tuple[datetime, int]:
    micros, _, pk = after.partition("-")
    try:
        return EPOCH + timedelta(microseconds=int(micros)), int(pk)
    except OverflowError as error:
        raise ValueError(after) from error
