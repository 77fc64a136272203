"""The daily chain of the log: what a seal is made of, and whether all of it still fits."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from operator import attrgetter

from django.db.models import QuerySet

from audit.models import ENTRY_KEPT, Entry, Seal

# What is thrown away after a year may go some days before or after the seal that holds it.
CHECKED_FOR = ENTRY_KEPT - timedelta(days=7)


def digest_of(seal: Seal, before: str, entries: Iterable[Entry]) -> tuple[str, int]:
    """
    Return the digest of a seal's entries, after the digest before it, and their number.

    SHA-256 in hexadecimal, over the digest before, the day, and each entry as one line of JSON.
    """
    found = hashlib.sha256(f"{before}\n{seal.number} {seal.day.isoformat()}\n".encode())
    count = 0
    for entry in entries:
        found.update(_line(entry).encode() + b"\n")
        count += 1
    return found.hexdigest(), count


def broken_days(now: datetime, *, period: timedelta = CHECKED_FOR) -> list[date]:
    """
    Return the days of which the log is not what was sealed, in their order; none when all fits.

    Looks at the seals of the past year, or of a shorter period: of what is older the entries are gone.
    Two or three statements, and every entry is read.
    """
    seals = Seal.objects.filter(sealed_at__gte=now - period).order_by("number")
    broken, before = [], None
    for seal, entries in _with_entries(seals):
        if before is None:
            before = Seal.objects.filter(number=seal.number - 1).first()
        fits_on = before.digest if before else ""
        is_next = before.number + 1 == seal.number if before else seal.number == 1
        if not is_next or digest_of(seal, fits_on, entries) != (seal.digest, seal.count):
            broken.append(seal.day)
        before = seal
    return broken


def _with_entries(seals: QuerySet[Seal]) -> Iterator[tuple[Seal, Iterable[Entry]]]:
    """Yield each seal with its entries as they are now, to be read before the next is asked for."""
    entries = Entry.objects.filter(seal__in=seals.values("pk")).order_by("seal__number", "pk")
    by_seal = groupby(entries.iterator(chunk_size=1000), key=attrgetter("seal_id"))
    number, own = next(by_seal, (None, ()))
    for seal in seals:
        if seal.pk != number:
            yield seal, ()
            continue
        yield seal, own
        number, own = next(by_seal, (None, ()))


def _line(entry: Entry) -> str:
    return json.dumps(
        [
            entry.pk,
            entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            entry.act,
            entry.actor_id,
            entry.subject_kind,
            entry.subject_id,
            entry.reason,
            entry.facts,
            entry.network,
            entry.browser,
        ],
        sort_keys=True,
        ensure_ascii=False,
    )
