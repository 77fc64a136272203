"""Which letters may still go, asked right before they leave."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from django.db.models import QuerySet

from digests.models import MailPreference
from learninggroups.models import Thread
from learninggroups.permissions import Roles, may_see_thread
from mailing import parts
from members.models import Member

# A line about a thread leads to it, so that its address stands in each letter that tells of it.
THREAD = re.compile(rb"/leergroepen/gesprekken/(\d+)/")


class ToldGroup(NamedTuple):
    """What of a group decides who may be told of it."""

    openness: str
    is_confidential: bool


class ToldThread(NamedTuple):
    """What `may_see_thread` asks of a thread; letters tell of too many to make a model of each."""

    pk: int
    group_id: int
    openness: str
    group: ToldGroup


class QueuedLetter(Protocol):
    """A letter that waits, with its words."""

    pk: int
    member_id: int
    text: str


def still_wanted(queued: Sequence[QueuedLetter]) -> set[int]:
    """
    Return which of these digests may go: to active members who did not choose *nooit* since.

    PRIVACY: a letter stays here that tells of a thread which its reader may not see any
    more, or whose group became confidential, since the letter was written. She is told the
    rest in her next one.
    """
    never = MailPreference.Frequency.NEVER
    return _still_visible(queued, _readers(queued).exclude(mail_preference__frequency=never))


def still_visible(queued: Sequence[QueuedLetter]) -> set[int]:
    """Return which of these letters may go, however often their readers want the digest."""
    return _still_visible(queued, _readers(queued))


def _readers(queued: Sequence[QueuedLetter]) -> QuerySet[Member]:
    return Member.objects.active().filter(pk__in={letter.member_id for letter in queued})


def _still_visible(queued: Sequence[QueuedLetter], readers: QuerySet[Member]) -> set[int]:
    roles = Roles.of_many(readers)
    parts.load(queued)
    told = {letter.pk: frozenset[int]().union(*map(_threads_in, parts.texts(letter))) for letter in queued}
    threads = _threads(set().union(*told.values()))
    return {
        letter.pk
        for letter in queued
        if letter.member_id in roles
        and all(_may_be_told(roles[letter.member_id], threads.get(pk)) for pk in told[letter.pk])
    }


def _threads(pks: set[int]) -> dict[int, ToldThread]:
    facts = Thread.objects.filter(pk__in=pks).values_list(
        "pk", "group_id", "openness", "group__openness", "group__is_confidential"
    )
    return {
        pk: ToldThread(pk, group_id, openness, ToldGroup(*of_group))
        for pk, group_id, openness, *of_group in facts
    }


@lru_cache(maxsize=parts.REMEMBERED)
def _threads_in(text: bytes) -> frozenset[int]:
    return frozenset(map(int, THREAD.findall(text)))


def _may_be_told(roles: Roles, thread: ToldThread | None) -> bool:
    return thread is not None and not thread.group.is_confidential and may_see_thread(roles, thread)
