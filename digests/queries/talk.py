"""What was said in groups between two batches, and what of it is news to a reader."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from digests.queries import leftovers, words
from digests.queries.readers import Reader
from learninggroups.models import Announcement, LearningGroup, Mention, Post, Recognition, Thread
from learninggroups.permissions import admits, is_inside, may_see_thread
from learninggroups.querysets import narrowest
from ui import prose


@dataclass(frozen=True, slots=True)
class Contribution:
    """One post that is news: where it stands, who wrote it, in which batch it was sealed, and for whom."""

    position: int
    author_id: int | None
    batch: int
    openness: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """That somebody knows what a post tells, for who wrote that post."""

    author_id: int
    # Where it is known: an organisation, or a person of none.
    place: str
    batch: int
    openness: str


@dataclass(frozen=True)
class Announced:
    """A post that was brought to everybody of its group."""

    position: int
    author_id: int | None
    words: str
    path: str
    batch: int
    openness: str


@dataclass(frozen=True)
class TalkedThread:
    """A thread with what was said in it, and what of it others recognised."""

    thread: Thread
    contributions: tuple[Contribution, ...]
    recognised: tuple[Recognised, ...] = ()
    announced: tuple[Announced, ...] = ()

    @cached_property
    def subject(self) -> str:
        """The name under which it waits for readers in whose digest it did not fit."""
        return leftovers.name("thread", self.thread.pk)


def said_to(
    talked: TalkedThread, reader: Reader, called: Mapping[int, set[int]], *, is_mine: bool
) -> tuple[tuple[Contribution, ...], tuple[Contribution, ...]]:
    """Return what is news to this reader, and what of it calls her; outside her groups only that."""
    places = called.get(talked.thread.pk)
    if not (is_mine or places):
        return (), ()
    unread = _unread(talked, reader)
    calling = tuple(said for said in unread if said.position in places) if places else ()
    return (unread if is_mine else calling), calling


def _unread(talked: TalkedThread, reader: Reader) -> tuple[Contribution, ...]:
    """Return what others said in a thread that is news to this reader, and that she may read."""
    if not may_see_thread(reader.roles, talked.thread):
        return ()
    sees_all = is_inside(reader.roles, talked.thread)
    after = reader.start.of(talked.subject)
    read = reader.read_up_to.get(talked.thread.pk, 0)
    return tuple(
        said
        for said in talked.contributions
        if said.batch > after
        and said.position > read
        and said.author_id != reader.member_id
        and (sees_all or admits(reader.roles, said.openness))
    )


def known_to(talked: TalkedThread, reader: Reader) -> tuple[str, ...]:
    """
    Return where what she wrote in a thread is known, each place once.

    How far she read does not matter: she may have been at the thread's end, and not at her post.
    """
    if not talked.recognised or not may_see_thread(reader.roles, talked.thread):
        return ()
    sees_all = is_inside(reader.roles, talked.thread)
    after = reader.start.of(talked.subject)
    places = (
        one.place
        for one in talked.recognised
        if one.author_id == reader.member_id
        and one.batch > after
        and (sees_all or admits(reader.roles, one.openness))
    )
    return tuple(dict.fromkeys(places))


def announced_to(talked: TalkedThread, reader: Reader) -> Announced | None:
    """Return what was brought to everybody and this reader has not read, the newest if there are more."""
    if not (talked.announced and may_see_thread(reader.roles, talked.thread)):
        return None
    sees_all = is_inside(reader.roles, talked.thread)
    after = reader.start.of(talked.subject)
    read = reader.read_up_to.get(talked.thread.pk, 0)
    news = (
        one
        for one in talked.announced
        if one.batch > after
        and one.position > read
        and one.author_id != reader.member_id
        and (sees_all or admits(reader.roles, one.openness))
    )
    return max(news, key=lambda one: one.batch, default=None)


def threads(
    started: dict[int, dict[str, int]],
    written: dict[int, dict[str, int]],
    recognised: Mapping[int, list[Recognised]],
    announcements: Iterable[tuple[Announcement, Announced]],
) -> tuple[dict[int, list[TalkedThread]], dict[int | None, words.Author]]:
    """Return what was said, by group and the newest thread first, and who said it."""
    posts = Post.objects.standing().filter(
        Q(pk__in=written) | Q(position=1, thread__in=started), thread__group__archived_at=None
    )
    said: dict[int, list[Contribution]] = defaultdict(list)
    authors: dict[int | None, words.Author] = {}
    columns = ("pk", "thread_id", "position", "openness", "author_id", "author__name")
    where = ("organization_id", "organization__name", "organization__kind")
    # As they come: all of a week at once would stay in the worker's memory.
    rows = posts.order_by("thread_id", "position").values_list(*columns, *where).iterator()
    for pk, thread_id, position, openness, author_id, name, organization_id, team, kind in rows:
        batches = written[pk].values() if pk in written else started[thread_id].values()
        said[thread_id].append(Contribution(position, author_id, max(batches), openness))
        authors[author_id] = words.Author(name or "", organization_id, kind or team or "")
    announced: dict[int, list[Announced]] = defaultdict(list)
    for announcement, one in announcements:
        post = announcement.post
        announced[post.thread_id].append(one)
        name, place = post.author.name if post.author else "", post.organization
        kind = place.kind or place.name if place else ""
        authors.setdefault(one.author_id, words.Author(name, post.organization_id, kind))
    talked_of = said.keys() | recognised.keys() | announced.keys()
    threads = Thread.objects.filter(pk__in=talked_of).select_related("group")
    groups: dict[int, LearningGroup] = {}
    by_group: dict[int, list[TalkedThread]] = defaultdict(list)
    for thread in threads.order_by("group__name", "-last_post_at", "-pk").iterator():
        # Each group once, and not anew with every thread.
        thread.group = groups.setdefault(thread.group_id, thread.group)
        facts = (said.get(thread.pk, ()), recognised.get(thread.pk, ()), announced.get(thread.pk, ()))
        by_group[thread.group_id].append(TalkedThread(thread, *map(tuple, facts)))
    return dict(by_group), authors


def calls(
    started: dict[int, dict[str, int]], written: dict[int, dict[str, int]]
) -> dict[int, dict[int, set[int]]]:
    """Return whom these posts call by name: by member and thread, at which places."""
    called: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    mentions = Mention.objects.filter(Q(post__in=written) | Q(post__position=1, post__thread__in=started))
    for member_id, thread_id, position in mentions.values_list("member", "post__thread", "post__position"):
        called[member_id][thread_id].add(position)
    return called


def recognitions(happened: dict[int, dict[str, int]]) -> dict[int, list[Recognised]]:
    """Return what others recognised of posts that stand, by thread and the oldest first."""
    found: dict[int, list[Recognised]] = defaultdict(list)
    recognitions = Recognition.objects.filter(
        pk__in=happened,
        post__author__isnull=False,
        post__deleted_at=None,
        post__hidden_at=None,
        post__thread__group__archived_at=None,
    ).select_related("post", "member", "organization")
    for one in recognitions.order_by("recognised_at", "pk"):
        found[one.post.thread_id].append(
            Recognised(
                author_id=one.post.author_id,
                place=one.organization.name if one.organization else one.member.name,
                batch=max(happened[one.pk].values()),
                openness=narrowest(one.openness, one.post.openness),
            )
        )
    return found


def announcements(happened: dict[int, dict[str, int]]) -> list[tuple[Announcement, Announced]]:
    """Return what was brought to everybody of a group, and stands there still."""
    announcements = Announcement.objects.filter(
        pk__in=happened,
        post__deleted_at=None,
        post__hidden_at=None,
        post__thread__group__archived_at=None,
    ).select_related("post__author", "post__organization", "post__thread__group")
    return [
        (
            one,
            Announced(
                position=one.post.position,
                author_id=one.post.author_id,
                words=prose.plain(one.post.body),
                path=one.post.get_absolute_url(),
                batch=max(happened[one.pk].values()),
                openness=one.post.openness,
            ),
        )
        for one in announcements.order_by("announced_at", "pk")
    ]
