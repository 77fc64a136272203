"""The daily chain of the log: what a seal is made of, and whether all of it still fits."""

import hashlib
import json
from datetime import UTC, date, datetime, timedelta

from audit.models import ENTRY_KEPT, Entry, Seal

# What is thrown away after a year may go some days before or after the seal that holds it.
CHECKED_FOR = ENTRY_KEPT - timedelta(days=7)


def digest_of(seal: Seal, before: str) -> tuple[str, int]:
    """
    Return the digest of a seal's entries as they are now, after the digest before it, and their number.

    SHA-256 in hexadecimal, over the digest before, the day, and each entry as one line of JSON.
    """
    found = hashlib.sha256(f"{before}\n{seal.number} {seal.day.isoformat()}\n".encode())
    count = 0
    for entry in seal.entries.order_by("pk").iterator(chunk_size=1000):
        found.update(_line(entry).encode() + b"\n")
        count += 1
    return found.hexdigest(), count


def broken_days(now: datetime) -> list[date]:
    """
    Return the days of which the log is not what was sealed, in their order; none when all fits.

    Looks at the seals of the past year: of what is older the entries are gone.
    """
    broken, before = [], None
    for seal in Seal.objects.filter(sealed_at__gte=now - CHECKED_FOR).order_by("number").iterator():
        if before is None:
            before = Seal.objects.filter(number=seal.number - 1).first()
        fits_on = before.digest if before else ""
        is_next = before.number + 1 == seal.number if before else seal.number == 1
        if not is_next or digest_of(seal, fits_on) != (seal.digest, seal.count):
            broken.append(seal.day)
        before = seal
    return broken


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
