"""Who said *herkenbaar bij ons* of posts."""

from collections.abc import Collection
from dataclasses import dataclass

from learninggroups.models import Post, Recognition
from learninggroups.permissions import Roles


@dataclass(frozen=True, slots=True)
class RecognitionEntry:
    """What one member says of a post, under that post."""

    author: str
    # Where she works; her name where that is not known.
    place: str
    context: str
    is_own: bool


def recognitions_of(roles: Roles, post_ids: Collection[int]) -> dict[int, tuple[RecognitionEntry, ...]]:
    """Return what this person may read of recognitions of these posts, oldest first, in one statement."""
    rows = (
        Recognition.objects.visible_to(roles)
        .filter(post__in=post_ids, post__deleted_at=None, post__hidden_at=None)
        .order_by("recognised_at", "pk")
        .values_list("post", "member", "member__name", "organization__name", "context")
    )
    found: dict[int, tuple[RecognitionEntry, ...]] = {}
    for post_id, member_id, name, organization, context in rows:
        entry = RecognitionEntry(name, organization or name, context, is_own=member_id == roles.member_id)
        found[post_id] = (*found.get(post_id, ()), entry)
    return found


def own_recognition(roles: Roles, post: Post) -> Recognition | None:
    """Return what this person said of a post herself."""
    return Recognition.objects.visible_to(roles).filter(post=post, member=roles.member_id).first()
