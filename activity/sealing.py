"""Closing the day: everything not yet sealed becomes that day's batch, once and for good."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from activity.models import EVENTS_KEPT, Batch, Event


def seal(*, now: datetime) -> Batch | None:
    """
    Seal every event that has no batch yet into the batch of this local day.

    Returns the batch, or None when this day was sealed before. An event whose
    transaction commits after the update has passed by stays unsealed and lands in the
    next batch, whatever its id or time says.
    """
    day = timezone.localdate(now)
    if Batch.objects.filter(day=day).exists():
        return None
    try:
        return _seal_day(day, now)
    except IntegrityError:
        # RACE: another planner wrote this day, or this number, first. Its batch is the
        # day's batch; what it left unsealed is for tomorrow.
        return None


@transaction.atomic(durable=True)
def _seal_day(day, now: datetime) -> Batch:
    batch = Batch.objects.create(number=newest_batch() + 1, day=day, sealed_at=now)
    Event.objects.filter(batch=None).update(batch=batch)
    return batch


def newest_batch() -> int:
    """Return the number of the last batch, 0 when nothing was ever sealed."""
    return Batch.objects.aggregate(newest=Max("number"))["newest"] or 0


def prune(*, up_to: int, now: datetime) -> int:
    """
    Delete the events of batches older than a year, and return how many rows went.

    ``up_to`` is the last batch that nobody needs any more.
    """
    old = Event.objects.filter(batch__number__lte=up_to, batch__sealed_at__lt=now - EVENTS_KEPT)
    return old.delete()[0]
