"""Files that members add to what they write: kept, hung on a post, taken away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from files.storage import private_storage
from files.vetting import Vetted
from learninggroups.models import Attachment, Draft, LearningGroup, Post, Thread, place_of
from learninggroups.permissions import Roles, may_write_at
from members.models import Member
from members.permissions import require
from ui import prose

MOST_PER_POST = 10
TOO_MANY = f"Er kunnen hoogstens {MOST_PER_POST} bestanden bij één bericht."
# A file that was never posted is kept until its writer has had a day to come back to it.
LOOSE_FOR = timedelta(days=1)
# As long as a deleted post can be restored, what hung on it can come back with it.
DELETED_FOR = timedelta(days=30)
PURGED_AT_ONCE = 200


class TooManyAttachments(Exception):
    """No more files go on one post."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which files go with a post, each with what can be seen on it, and which are taken away."""

    alts: Mapping[UUID, str] = field(default_factory=dict)
    removed: frozenset[UUID] = frozenset()


NO_FILES = Chosen()


@transaction.atomic(durable=True)
def keep_upload(
    *, vetted: Vetted, target: LearningGroup | Thread | Post, actor: Member, now: datetime
) -> Attachment:
    """
    Keep a file for a post that is still being written; it is its uploader's alone until then.

    :raises TooManyAttachments: when as many wait already as go on one post.
    """
    require(may_write_at(Roles.of(actor), target))
    place = place_of(target)
    there = Q(post=None, uploader=actor, place=place)
    if isinstance(target, Post):
        there |= Q(post=target)
    if Attachment.objects.filter(there).count() >= MOST_PER_POST:
        raise TooManyAttachments
    attachment = Attachment(
        uploader=actor,
        place=place,
        name=vetted.name,
        content_type=vetted.content_type,
        size=vetted.size,
        width=vetted.width,
        height=vetted.height,
        uploaded_at=now,
    )
    attachment.file.save(vetted.name, File(vetted.content), save=False)
    attachment.save()
    return attachment


@transaction.atomic(durable=True)
def tend_uploads(*, chosen: Chosen, actor: Member) -> None:
    """Keep what is said of the actor's files that wait for a post, and delete those she takes away."""
    waiting = Attachment.objects.filter(post=None, uploader=actor)
    _delete(waiting.filter(key__in=chosen.removed))
    waiting.filter(key__in=chosen.alts).update(alt=_described(chosen.alts))


def attach(post: Post, chosen: Chosen, actor_id: int) -> None:
    """Hang files on a post, inside the caller's transaction: the actor's own loose ones, and no others."""
    if not (chosen.alts or chosen.removed):
        return
    within_reach = Attachment.objects.filter(Q(post=post) | Q(post=None, uploader=actor_id))
    if chosen.removed:
        _delete(within_reach.filter(key__in=chosen.removed))
    alts = {key: alt for key, alt in chosen.alts.items() if key not in chosen.removed}
    if not alts:
        return
    within_reach.filter(key__in=alts).update(post=post, place="", alt=_described(alts))


def attach_pictures(post: Post, html: str, actor_id: int) -> None:
    """Hang the actor's own images on a post that stand in its text, whatever form they came by."""
    if keys := prose.pictures(html):
        Attachment.objects.filter(post=None, uploader=actor_id, key__in=keys).update(post=post, place="")


@transaction.atomic(durable=True)
def purge_attachments(*, now: datetime) -> int:
    """Delete files that nobody posted, and those of posts that can no longer be restored; say how many."""
    # What goes with a draft waits as long as the draft does.
    draft = Draft.objects.filter(member=OuterRef("uploader"), place=OuterRef("place"))
    forgotten = Q(~Exists(draft), post=None, uploaded_at__lt=now - LOOSE_FOR)
    of_purged_posts = Q(post__deleted_at__lt=now - DELETED_FOR)
    return _delete(Attachment.objects.filter(forgotten | of_purged_posts)[:PURGED_AT_ONCE])


def delete_orphans(*, now: datetime) -> int:
    """
    Delete files in the store of which no row knows, and say how many.

    A crash between a row and its file leaves one, and so does a group that is deleted whole.
    A file of today may belong to a row that is about to be committed.
    """
    storage = private_storage()
    gone = 0
    folders, _ = storage.listdir("attachments") if storage.exists("attachments") else ([], [])
    for folder in folders:
        _, names = storage.listdir(f"attachments/{folder}")
        paths = {f"attachments/{folder}/{name}" for name in names}
        known = set(Attachment.objects.filter(file__in=paths).values_list("file", flat=True))
        for path in paths - known:
            if storage.get_modified_time(path) < now - LOOSE_FOR:
                storage.delete(path)
                gone += 1
    return gone


def _described(alts: Mapping[UUID, str]) -> Case:
    return Case(*(When(key=key, then=Value(alt)) for key, alt in alts.items()), default=Value(""))


def _delete(attachments: Iterable[Attachment]) -> int:
    """Delete rows now, and their files once that is certain."""
    found = list(attachments)
    if found:
        Attachment.objects.filter(pk__in=[attachment.pk for attachment in found]).delete()
        transaction.on_commit(lambda: _delete_files([attachment.file.name for attachment in found]))
    return len(found)


def _delete_files(names: list[str]) -> None:
    storage = private_storage()
    for name in names:
        storage.delete(name)
