"""What search found of threads and posts, as far as the asker may see it."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from learninggroups.models import LearningGroup, Post, Thread, place_url, thread_url
from learninggroups.permissions import Roles, may_see_post, may_see_thread
from learninggroups.queries.moments import in_utc
from privacy.emptying import FORMER_MEMBER

# SQL for the same reason as queries.threads.POSTS; who may see what is asked of each row.
FOUND_POSTS = """
    SELECT place.id, place.openness, place.name, thread.id, thread.openness, thread.title, author.name,
        post.posted_at, post.id, post.openness, post.position, post.body, organization.name
    FROM learninggroups_post post
    JOIN learninggroups_thread thread ON thread.id = post.thread_id
    JOIN learninggroups_learninggroup place ON place.id = thread.group_id
    LEFT JOIN members_member author ON author.id = post.author_id
    LEFT JOIN members_organization organization ON organization.id = post.organization_id
    WHERE post.id IN ({numbers}) AND post.deleted_at IS NULL AND post.hidden_at IS NULL
        AND thread.merged_into_id IS NULL AND place.archived_at IS NULL
"""
FOUND_THREADS = """
    SELECT place.id, place.openness, place.name, thread.id, thread.openness, thread.title, author.name,
        thread.started_at
    FROM learninggroups_thread thread
    JOIN learninggroups_learninggroup place ON place.id = thread.group_id
    LEFT JOIN members_member author ON author.id = thread.author_id
    WHERE thread.id IN ({numbers}) AND thread.merged_into_id IS NULL AND place.archived_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class FoundWords:
    """A thread or a post that was found: the title of the thread, and the HTML of a post."""

    pk: int
    address: str
    title: str
    group: str
    author: str
    at: datetime
    body: str = ""


def found_posts(roles: Roles, pks: Collection[int]) -> Iterator[FoundWords]:
    """Yield those of these posts that this person may see and that stand in a living group."""
    for row in _rows(FOUND_POSTS, pks):
        thread, group, author, at = _of_thread(row)
        pk, openness, position, body, organization = row[8:]
        if may_see_post(roles, Post(thread=thread, openness=openness)):
            who = ", ".join(filter(None, [author, organization]))
            yield FoundWords(pk, place_url(thread.pk, position), thread.title, group, who, at, body)


def found_threads(roles: Roles, pks: Collection[int]) -> Iterator[FoundWords]:
    """Yield those of these threads that this person may see and that stand in a living group."""
    for row in _rows(FOUND_THREADS, pks):
        thread, group, author, at = _of_thread(row)
        if may_see_thread(roles, thread):
            yield FoundWords(thread.pk, thread_url(thread.pk), thread.title, group, author, at)


def _rows(statement: str, pks: Collection[int]) -> list[tuple]:
    # SECURITY: only placeholders are put into the statement, never a value.
    with connection.cursor() as cursor:
        cursor.execute(statement.format(numbers=", ".join(["%s"] * len(pks))), [*pks])
        return cursor.fetchall()


def _of_thread(row: Sequence) -> tuple[Thread, str, str, datetime]:
    """Return the thread of a row for permissions to ask, its group's name, who wrote and when."""
    group_id, group_openness, group, pk, openness, title, author, at = row[:8]
    place = LearningGroup(pk=group_id, openness=group_openness)
    thread = Thread(pk=pk, group=place, openness=openness, title=title)
    return thread, group, author or FORMER_MEMBER, in_utc(at)
