"""Closing off the log, once a day."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.chain import digest_of
from audit.models import Entry, Seal


def seal_log(*, now: datetime) -> Seal | None:
    """
    Seal every entry that has no seal yet; None when this local day has one already.

    An entry whose transaction commits after the update has passed by lands in the next seal.
    """
    day = timezone.localdate(now)
    if Seal.objects.filter(day=day).exists():
        return None
    try:
        return _seal(day, now)
    except IntegrityError:
        # RACE: another worker sealed this day first.
        return None


@transaction.atomic(durable=True)
def _seal(day, now: datetime) -> Seal:
    before = Seal.objects.order_by("-number").first()
    seal = Seal.objects.create(number=before.number + 1 if before else 1, day=day, sealed_at=now)
    Entry.objects.filter(seal=None).update(seal=seal)
    seal.digest, seal.count = digest_of(
        seal, before.digest if before else "", seal.entries.order_by("pk").iterator(chunk_size=1000)
    )
    seal.save(update_fields=["digest", "count"])
    return seal
