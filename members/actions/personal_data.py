"""A member's own data in one file: asked for, made by one worker at a time, taken along, thrown away."""

from datetime import datetime, timedelta

from django.core.files import File
from django.db import transaction
from django.db.models import Q

from audit import trail
from audit.acts import Act
from files.storage import private_storage
from members.models import Member, PersonalData
from members.models.personal_data import DATA_KEPT, data_path
from members.notifications import personal_data as notifications
from members.permissions import Roles, may_take_data, require

# Longer than a worker may work on one task, so that a file is never made by two at once.
LEASE = timedelta(minutes=16)
# What stopped its worker every time is not tried for ever.
GIVEN_UP_AFTER = timedelta(hours=1)


# Rows last a day, so this is how often she may ask in one.
MOST_A_DAY = 3


class AskedEnough(Exception):
    """She asked a few times today, and each costs us minutes."""


class FileGone(Exception):
    """The file is not made yet, or was thrown away."""


@transaction.atomic(durable=True)
def ask_for_data(*, actor: Member, now: datetime) -> PersonalData:
    """
    Ask for one's own data; who waits for it already waits for the same file.

    :raises AskedEnough: when she asked as often as she may.
    """
    # RACE: the constraint has the last word; of two clicks one finds what the other made.
    data, is_new = PersonalData.objects.unfinished().get_or_create(
        member=actor, defaults={"requested_at": now}
    )
    if is_new:
        if PersonalData.objects.filter(member=actor).count() > MOST_A_DAY:
            raise AskedEnough
        trail.record(Act.DATA_ASKED, actor=actor, subject=actor, now=now)
    return data


@transaction.atomic(durable=True)
def claim_data(*, now: datetime) -> PersonalData | None:
    """Return data that is to be gathered, for this caller alone; None when nobody waits."""
    free = Q(started_at=None) | Q(started_at__lte=now - LEASE)
    for data in PersonalData.objects.unfinished().filter(free).select_related("member").order_by("pk"):
        # RACE: the update is the claim; of two workers one finds the row.
        if _held(data).update(started_at=now):
            data.started_at = now
            return data
    return None


def finish_data(*, data: PersonalData, content: File, now: datetime) -> bool:
    """Keep what was made and tell her; say False when somebody else makes it by now."""
    storage = private_storage()
    path = data_path(data, "")
    # A maker that was killed may have left its file here.
    storage.delete(path)
    kept = storage.save(path, content)
    finished = _tell(data=data, kept=kept, size=content.size, now=now)
    if not finished:
        storage.delete(kept)
    return finished


@transaction.atomic(durable=True)
def _tell(*, data: PersonalData, kept: str, size: int, now: datetime) -> bool:
    if not _held(data).update(file=kept, size=size, finished_at=now):
        return False
    notifications.data_ready(data, now=now)
    return True


def fail_data(*, data: PersonalData, now: datetime) -> None:
    """Write down that this file cannot be made."""
    _held(data).update(failed_at=now)


@transaction.atomic(durable=True)
def take_data(*, data: PersonalData, actor: Member, now: datetime) -> None:
    """
    Write down that she took her data along.

    :raises FileGone: when there is no file to take.
    """
    require(may_take_data(Roles.of(actor), data))
    if not PersonalData.objects.ready(now).filter(pk=data.pk).exists():
        raise FileGone
    trail.record(Act.DATA_TAKEN, actor=actor, subject=actor, now=now)


def throw_away_data(*, now: datetime) -> int:
    """Delete files and rows a day after they were made, and give up on what was never made; say how many."""
    lost = PersonalData.objects.unfinished().filter(started_at__lte=now - LEASE)
    lost.filter(requested_at__lte=now - GIVEN_UP_AFTER).update(failed_at=now)
    storage = private_storage()
    old = PersonalData.objects.filter(Q(finished_at__lte=now - DATA_KEPT) | Q(failed_at__lte=now - DATA_KEPT))
    for data in old:
        # The file goes first: after a crash in between, the row still leads to what is left.
        storage.delete(data_path(data, ""))
        PersonalData.objects.filter(pk=data.pk).delete()
    return len(old)


def _held(data: PersonalData):
    """Return the row, as long as whoever read it like this is its maker."""
    return PersonalData.objects.unfinished().filter(pk=data.pk, started_at=data.started_at)
