"""What the pages about groups and threads show; all their SQL is here."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from learninggroups.models import (
    POSTS_PER_PAGE,
    LearningGroup,
    Membership,
    Post,
    Thread,
    place_url,
)
from learninggroups.permissions import (
    Roles,
    may_ask_to_join,
    may_join,
    may_lead,
    may_read,
    may_reply,
    may_write,
    takes_part,
)

THREADS_PER_PAGE = 20
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """One group in the list of groups."""

    group: LearningGroup
    facilitators: tuple[str, ...]
    rhythm: str
    takes_part: bool


@dataclass(frozen=True, slots=True)
class ThreadEntry:
    """One thread in a list of threads, with what is new in it for the reader."""

    thread: Thread
    author: str
    unread: int
    url: str
    first_unread_url: str


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group as one reader sees it; a closed one shows strangers only who it is."""

    group: LearningGroup
    facilitators: tuple[str, ...]
    rhythm: str
    threads: tuple[ThreadEntry, ...]
    older: str
    requests: int
    has_asked: bool
    reads: bool
    takes_part: bool
    may_join: bool
    may_ask: bool
    may_write: bool
    may_lead: bool

    @property
    def has_unread(self) -> bool:
        """Something on this page is new."""
        return any(entry.unread for entry in self.threads)


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


@dataclass(frozen=True, slots=True)
class MyGroup:
    """One of a member's groups, with what is new in it."""

    group: LearningGroup
    unread: int
    latest: ThreadEntry | None
    requests: int
    is_facilitator: bool


def group_list(roles: Roles) -> list[GroupEntry]:
    """Return every group that is alive, by name."""
    groups = list(LearningGroup.objects.visible_to(roles).current().select_related("theme").order_by("name"))
    names = _facilitators_of([group.pk for group in groups])
    return [
        GroupEntry(group, names.get(group.pk, ()), _rhythm_for(roles, group), takes_part(roles, group))
        for group in groups
    ]


def group_page(roles: Roles, group: LearningGroup, *, after: str = "") -> GroupPage:
    """
    Return a group's page, with the threads that come after a place in the list.

    :raises ValueError: when that place is not one we gave out.
    """
    reads = may_read(roles, group)
    leads = may_lead(roles, group)
    entries, older = _threads(roles, group, after) if reads else ((), "")
    has_asked = may_ask_to_join(roles, group) and (
        Membership.objects.requested().filter(group=group, member=roles.member_id).exists()
    )
    return GroupPage(
        group=group,
        facilitators=_facilitators_of([group.pk]).get(group.pk, ()),
        rhythm=_rhythm_for(roles, group),
        threads=entries,
        older=older,
        requests=group.memberships.requested().count() if leads else 0,
        has_asked=has_asked,
        reads=reads,
        takes_part=takes_part(roles, group),
        may_join=may_join(roles, group),
        may_ask=may_ask_to_join(roles, group) and not has_asked,
        may_write=may_write(roles, group),
        may_lead=leads,
    )


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


def requests_of(roles: Roles, group: LearningGroup) -> list[Membership]:
    """Return who asks for a place in a group, longest waiting first."""
    requests = Membership.objects.visible_to(roles).requested().filter(group=group)
    return list(requests.select_related("member").order_by("joined_at", "pk"))


def my_groups(roles: Roles) -> list[MyGroup]:
    """Return the groups a member takes part in, those with something new first, then by name."""
    if not roles.is_member or not roles.participates:
        return []
    latest = Thread.objects.filter(group=OuterRef("pk")).order_by("-last_post_at", "-pk").values("pk")[:1]
    groups = list(
        LearningGroup.objects.current()
        .filter(pk__in=roles.participates)
        .annotate(latest=Subquery(latest))
        .order_by("name")
    )
    threads = _entries(
        roles, Thread.objects.filter(pk__in=[group.latest for group in groups if group.latest])
    )
    latest_of = {entry.thread.group_id: entry for entry in threads}
    unread = dict(
        Thread.objects.filter(group__in=groups)
        .with_unread(roles.member_id)
        .values_list("group")
        .annotate(total=Coalesce(Sum("unread"), 0))
    )
    requests = dict(
        Membership.objects.requested()
        .filter(group__in=roles.facilitates)
        .values_list("group")
        .annotate(total=Count("pk"))
    )
    mine = [
        MyGroup(
            group=group,
            unread=unread.get(group.pk, 0),
            latest=latest_of.get(group.pk),
            requests=requests.get(group.pk, 0),
            is_facilitator=may_lead(roles, group),
        )
        for group in groups
    ]
    return sorted(mine, key=lambda one: (one.unread == 0, one.group.name))


def _rhythm_for(roles: Roles, group: LearningGroup) -> str:
    """A closed group tells visitors who it is, not when it meets."""
    return group.rhythm if roles.is_member or may_read(roles, group) else ""


def _facilitators_of(groups: list[int]) -> dict[int, tuple[str, ...]]:
    names: dict[int, tuple[str, ...]] = {}
    places = Membership.objects.facilitating().filter(group__in=groups, member__is_active=True)
    for group_id, name in places.order_by("member__name").values_list("group", "member__name"):
        names[group_id] = (*names.get(group_id, ()), name)
    return names


def _threads(roles: Roles, group: LearningGroup, after: str) -> tuple[tuple[ThreadEntry, ...], str]:
    """Return a page of threads, latest first, and where the next page starts."""
    threads = Thread.objects.filter(group=group)
    if after:
        moment, pk = _place(after)
        # The first condition lets the index start in the right place; the second is exact.
        threads = threads.filter(last_post_at__lte=moment).filter(Q(last_post_at__lt=moment) | Q(pk__lt=pk))
    entries = _entries(roles, threads.order_by("-last_post_at", "-pk")[: THREADS_PER_PAGE + 1])
    if len(entries) <= THREADS_PER_PAGE:
        return entries, ""
    last = entries[THREADS_PER_PAGE - 1].thread
    micros = (last.last_post_at - EPOCH) // timedelta(microseconds=1)
    return entries[:THREADS_PER_PAGE], f"{micros}-{last.pk}"


def _place(after: str) -> tuple[datetime, int]:
    micros, _, pk = after.partition("-")
    try:
        return EPOCH + timedelta(microseconds=int(micros)), int(pk)
    except OverflowError as error:
        raise ValueError(after) from error


def _entries(roles: Roles, threads) -> tuple[ThreadEntry, ...]:
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
