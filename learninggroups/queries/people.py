"""Who can be called by name in what is written at a place."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from learninggroups.models import LearningGroup, Membership, Post, Thread, ThreadGuest
from learninggroups.permissions import Roles
from learninggroups.querysets import narrowest
from members.models import Member

MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class NameEntry:
    """Somebody whose name begins with what was typed."""

    pk: int
    name: str


def names_at(roles: Roles, target: LearningGroup | Thread | Post, words: str) -> list[NameEntry]:
    """
    Return people who can read what is written here and whose name has a word that begins so.

    Who takes part comes first, then other members where they read along. A guest is told only
    the names that stand in her thread.
    """
    group, thread = _where(target)
    matching = Member.objects.active().filter(Q(name__istartswith=words) | Q(name__icontains=f" {words}"))
    matching = matching.exclude(pk=roles.member_id).order_by("name", "pk")
    if not roles.is_member:
        wrote = Post.objects.filter(thread=thread).values("author")
        return _entries(matching.filter(pk__in=wrote), MOST_NAMES)
    inside = takes_part_at(group, thread)
    found = _entries(matching.filter(inside), MOST_NAMES)
    openness = narrowest(group.openness, thread.openness if thread else group.openness)
    if len(found) == MOST_NAMES or openness == LearningGroup.Openness.CLOSED:
        return found
    others = matching.filter(is_guest=False).exclude(pk__in=[entry.pk for entry in found])
    return found + _entries(others, MOST_NAMES - len(found))


def takes_part_at(group: LearningGroup, thread: Thread | None) -> Q:
    """Whom one knows by name here: who takes part in the group, or is a guest in the thread."""
    places = Membership.objects.taking_part().filter(group=group).values("member")
    inside = Q(pk__in=places)
    if thread:
        inside |= Q(pk__in=ThreadGuest.objects.filter(thread=thread, ended_at=None).values("member"))
    return inside


def _where(target: LearningGroup | Thread | Post) -> tuple[LearningGroup, Thread | None]:
    match target:
        case LearningGroup():
            return target, None
        case Thread():
            return target.group, target
        case _:
            return target.thread.group, target.thread


def _entries(members: QuerySet[Member], most: int) -> list[NameEntry]:
    return [NameEntry(*row) for row in members.values_list("pk", "name")[:most]]
