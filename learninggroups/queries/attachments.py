"""The files that hang on posts, and those that wait for one."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.template.defaultfilters import filesizeformat

from files.names import extension_of
from files.vetting import IMAGES
from learninggroups.models import Attachment, LearningGroup, Post, Thread, place_of
from learninggroups.permissions import Roles


@dataclass(frozen=True, slots=True)
class AttachmentEntry:
    """One file: where it is, what it is called, and in words what it is (*pdf, 1,2 MB*)."""

    key: UUID
    url: str
    name: str
    words: str
    is_image: bool
    alt: str
    width: int | None
    height: int | None


def attachments_of(post_ids: Collection[int]) -> dict[int, tuple[AttachmentEntry, ...]]:
    """Return what hangs on posts that the reader may see, in one statement; a post without is left out."""
    found: dict[int, list[AttachmentEntry]] = {}
    for attachment in Attachment.objects.filter(post__in=post_ids).order_by("pk"):
        found.setdefault(attachment.post_id, []).append(_entry(attachment))
    return {post_id: tuple(entries) for post_id, entries in found.items()}


def attachments_at(
    roles: Roles, target: LearningGroup | Thread | Post, *, keys: Collection[UUID] | None = None
) -> tuple[AttachmentEntry, ...]:
    """
    Return what its writer uploaded for a text she is writing, and what hangs on the post she changes.

    With ``keys``, of what still hangs on nothing only those.
    """
    there = Q(post=None, place=place_of(target), uploader=roles.member_id)
    if keys is not None:
        there &= Q(key__in=keys)
    if isinstance(target, Post):
        there |= Q(post=target)
    return tuple(map(_entry, Attachment.objects.visible_to(roles).filter(there).order_by("pk")))


def _entry(attachment: Attachment) -> AttachmentEntry:
    return AttachmentEntry(
        key=attachment.key,
        url=attachment.get_absolute_url(),
        name=attachment.name,
        words=f"{extension_of(attachment.name)}, {filesizeformat(attachment.size)}",
        is_image=attachment.content_type in IMAGES,
        alt=attachment.alt,
        width=attachment.width,
        height=attachment.height,
    )
