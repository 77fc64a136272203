"""What stays of a meeting: files, the letter that all is there, and one question to guests."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.core.files import File
from django.db import transaction

from files.storage import private_storage
from files.vetting import Vetted
from learninggroups.permissions import Roles
from meetings.models import Material, Meeting, Reflection, Registration
from meetings.notifications import afterwards as notifications
from meetings.permissions import may_look_after_meeting
from members.models import Member
from members.permissions import require

MOST_MATERIALS = 20
# Guests are asked on the day after, and not when the meeting is long past.
ASKED_AFTER = timedelta(hours=18)
ASKED_BEFORE = timedelta(days=7)


class TooManyMaterials(Exception):
    """No more files go with one meeting."""


class NothingToTell(Exception):
    """It was told before, or there is nothing to read yet."""


@transaction.atomic(durable=True)
def add_material(*, meeting: Meeting, vetted: Vetted, actor: Member, now: datetime) -> Material:
    """
    Keep a file with a meeting.

    :raises TooManyMaterials: when there are as many as a page holds.
    """
    require(may_look_after_meeting(Roles.of(actor), meeting))
    if meeting.materials.count() >= MOST_MATERIALS:
        raise TooManyMaterials
    material = Material(
        meeting=meeting,
        name=vetted.name,
        content_type=vetted.content_type,
        size=vetted.size,
        uploader=actor,
        uploaded_at=now,
    )
    material.file.save(vetted.name, File(vetted.content), save=False)
    material.save()
    return material


@transaction.atomic(durable=True)
def remove_material(*, material: Material, actor: Member) -> None:
    """Take a file away from a meeting; the file itself goes once that is certain."""
    require(may_look_after_meeting(Roles.of(actor), material.meeting))
    path = material.file.name
    Material.objects.filter(pk=material.pk).delete()
    transaction.on_commit(lambda: private_storage().delete(path))


@transaction.atomic(durable=True)
def tell_it_is_ready(*, meeting: Meeting, actor: Member, now: datetime) -> int:
    """
    Tell who came that the notes and the files can be read, once for each meeting; say how many letters.

    :raises NothingToTell: when it was told before, or nothing is there.
    """
    require(may_look_after_meeting(Roles.of(actor), meeting))
    if not (meeting.notes or meeting.materials.exists()):
        raise NothingToTell
    # RACE: the update doubles as the check, so that a double click tells once.
    ended = Meeting.objects.filter(pk=meeting.pk, told_at=None, ends_at__lte=now, cancelled_at=None)
    if not ended.update(told_at=now):
        raise NothingToTell
    return notifications.all_is_ready(meeting, now=now)


def ask_guests(*, now: datetime) -> Iterator[int]:
    """Ask who came without an account what she takes home, each meeting once; yield how many letters each."""
    ended = Meeting.objects.filter(
        ends_at__lte=now - ASKED_AFTER,
        ends_at__gt=now - ASKED_BEFORE,
        cancelled_at=None,
        guests_asked_at=None,
    )
    for meeting in ended.order_by("ends_at", "pk"):
        yield _ask_guests(meeting, now)


@transaction.atomic(durable=True)
def _ask_guests(meeting: Meeting, now: datetime) -> int:
    # RACE: of two workers one claims the meeting, and the other writes nothing.
    if not Meeting.objects.filter(pk=meeting.pk, guests_asked_at=None).update(guests_asked_at=now):
        return 0
    return notifications.guests_asked(meeting, now=now)


@transaction.atomic(durable=True)
def look_back(*, registration: Registration, takes: str, brings: str, now: datetime) -> None:
    """
    Keep what a guest takes home and brings, in the place of what she wrote before.

    Who may do this, the link in her letter says: the view has checked it.
    """
    Reflection.objects.update_or_create(
        registration=registration,
        defaults={
            "meeting_id": registration.meeting_id,
            "takes": takes,
            "brings": brings,
            "written_at": now,
        },
    )
