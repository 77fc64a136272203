"""What a post said before."""

from dataclasses import dataclass
from datetime import datetime

from learninggroups.models import Post, PostRevision
from learninggroups.permissions import Roles


@dataclass(frozen=True, slots=True)
class Version:
    """What a post said from one moment to another; the last one still stands."""

    number: int
    body: str
    since: datetime
    is_minor: bool
    is_current: bool


def versions_of(roles: Roles, post: Post) -> list[Version]:
    """Return what a post said, the newest first; nothing for who may not see its past."""
    revisions = list(PostRevision.objects.visible_to(roles).filter(post=post).order_by("number"))
    if not revisions:
        return []
    # Each version began when the one before it was replaced.
    begins = [(post.posted_at, False), *((one.replaced_at, one.is_minor) for one in revisions)]
    bodies = [*(one.body for one in revisions), post.body]
    versions = [
        Version(number, body, since, is_minor, is_current=number == len(bodies))
        for number, (body, (since, is_minor)) in enumerate(zip(bodies, begins, strict=True), start=1)
    ]
    return versions[::-1]


def words_to_restore(post: Post) -> str:
    """Return what a deleted post said last, for its writer; nothing once that is forgotten."""
    last = post.revisions.order_by("-number").first()
    return last.body if last else ""
