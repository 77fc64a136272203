"""Where a thread could go, who would read it there, and what stands in the way."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from learninggroups.models import (
    POSTS_PER_PAGE,
    GroupInvitation,
    LearningGroup,
    Membership,
    MovedPost,
    Post,
    Recognition,
    Thread,
    ThreadGuest,
)
from learninggroups.permissions import Roles, may_moderate, may_move_to
from learninggroups.querysets import narrowest
from ui import prose

POSTS_TO_CHOOSE_FROM = 100
THREADS_TO_CHOOSE_FROM = 100
Openness = LearningGroup.Openness


class Obstacle(StrEnum):
    """Why a thread cannot go somewhere."""

    CONFIDENTIAL = "confidential"
    EXPOSES = "exposes"
    EXPOSES_TO_GUESTS = "exposes_to_guests"
    GUESTS_DIFFER = "guests_differ"


@dataclass(frozen=True, slots=True)
class PlannedMove:
    """What it would mean to move a thread to a group."""

    group: LearningGroup
    obstacle: Obstacle | None
    # Participants who can read the thread now and could not any more.
    losing: int


@dataclass(frozen=True, slots=True)
class ChoosablePost:
    """One post in the list from which some are taken apart."""

    pk: int
    position: int
    author: str
    posted_at: datetime
    beginning: str


def groups_to_move_to(roles: Roles, thread: Thread) -> list[LearningGroup]:
    """Return the groups to which this person may move a thread, by name."""
    groups = LearningGroup.objects.visible_to(roles).current().exclude(pk=thread.group_id).order_by("name")
    return [group for group in groups if may_moderate(roles, thread.group) and may_move_to(roles, group)]


def planned_move(thread: Thread, group: LearningGroup) -> PlannedMove:
    """Return what moving a thread to a group would mean for who reads it."""
    stay = _participants(group)
    reads_anyway = group.openness != Openness.CLOSED
    losing = 0 if reads_anyway else len(_participants(thread.group) - stay)
    return PlannedMove(group, obstacle_to_move(thread, group), losing)


def obstacle_to_move(thread: Thread, group: LearningGroup) -> Obstacle | None:
    """
    Return why a thread cannot go to a group: somebody would read there what she cannot read now.

    Who takes part in a group reads everything in it, so what counts is the narrowest thing in
    the thread, and who of the other group is not inside this thread already.
    """
    if thread.group.is_confidential and not group.is_confidential:
        return Obstacle.CONFIDENTIAL
    openness = _narrowest_in(thread)
    newcomers = _participants(group) - _participants(thread.group) - _guests(thread)
    if openness == Openness.CLOSED and (newcomers or group.openness != Openness.CLOSED):
        return Obstacle.EXPOSES
    if openness == Openness.MEMBERS and _are_guests(newcomers):
        return Obstacle.EXPOSES_TO_GUESTS
    return None


def obstacle_to_merge(one: Thread, other: Thread) -> Obstacle | None:
    """Return why two threads of one group cannot become one: a guest of one would read the other."""
    invited = GroupInvitation.objects.open().filter(thread__in=[one, other])
    insiders = _participants(one.group)
    if (_guests(one) - insiders) != (_guests(other) - insiders) or invited.exists():
        return Obstacle.GUESTS_DIFFER
    return None


def threads_to_merge_with(roles: Roles, thread: Thread) -> list[Thread]:
    """Return the other threads of the same group, the one last written in first."""
    threads = Thread.objects.visible_to(roles).standing().filter(group=thread.group_id)
    return list(threads.exclude(pk=thread.pk).order_by("-last_post_at", "-pk")[:THREADS_TO_CHOOSE_FROM])


def goes_on_at(thread: Thread, number: int) -> str:
    """Return where now stands what stood on a page of a thread that was merged."""
    first = (number - 1) * POSTS_PER_PAGE + 1
    places = MovedPost.objects.filter(thread=thread, position__gte=first).select_related("post")
    moved = places.order_by("position").first()
    return moved.post.get_absolute_url() if moved else thread.merged_into.get_absolute_url()


def posts_to_split_off(roles: Roles, thread: Thread, *, after: int) -> tuple[list[ChoosablePost], int]:
    """Return the posts that can be taken apart, and after which position there are more; 0 for none."""
    posts = Post.objects.visible_to(roles).filter(thread=thread, position__gt=max(after, 1))
    rows = posts.order_by("position").values_list(
        "pk", "position", "author__name", "posted_at", "body", "deleted_at"
    )[: POSTS_TO_CHOOSE_FROM + 1]
    found = [
        ChoosablePost(
            pk, position, name or "Oud-lid", posted_at, _beginning(body, is_deleted=deleted_at is not None)
        )
        for pk, position, name, posted_at, body, deleted_at in rows
    ]
    has_more = len(found) > POSTS_TO_CHOOSE_FROM
    found = found[:POSTS_TO_CHOOSE_FROM]
    return found, found[-1].position if has_more else 0


def _beginning(body: str, *, is_deleted: bool) -> str:
    if is_deleted:
        return "verwijderd bericht"
    return " ".join(prose.plain(body).split())[:120] or "verborgen bericht"


def _narrowest_in(thread: Thread) -> str:
    posts = Post.objects.filter(thread=thread).values_list("openness", flat=True).distinct()
    recognitions = Recognition.objects.filter(post__thread=thread).values_list("openness", flat=True)
    return narrowest(thread.group.openness, thread.openness, *posts, *recognitions.distinct())


def _participants(group: LearningGroup) -> set[int]:
    places = Membership.objects.taking_part().filter(group=group, member__is_active=True)
    return set(places.values_list("member", flat=True))


def _guests(thread: Thread) -> set[int]:
    return set(ThreadGuest.objects.filter(thread=thread, ended_at=None).values_list("member", flat=True))


def _are_guests(members: Iterable[int]) -> bool:
    return Membership.objects.filter(member__in=members, member__is_guest=True).exists()
