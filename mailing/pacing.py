"""How many letters one receiving domain gets from us in a minute; without a limit nothing is counted."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings

from mailing.models import DomainPace, OutgoingMail

ACCOUNT = OutgoingMail.Priority.ACCOUNT


def full_domains(now: datetime) -> list[str]:
    """Return the domains that got all they get in this minute."""
    if not settings.MAILING_PACE:
        return []
    full = DomainPace.objects.filter(minute=_minute(now), count__gte=settings.MAILING_PACE)
    return list(full.values_list("domain", flat=True))


def within_pace(rows: Sequence[OutgoingMail], now: datetime) -> list[OutgoingMail]:
    """
    Return as many of these letters as may go in this minute, and count them.

    Belongs in the transaction that claims them. Account letters always go.
    """
    if not settings.MAILING_PACE:
        return list(rows)
    room = _room({_domain(row) for row in rows if row.priority != ACCOUNT}, now)
    taken: Counter[str] = Counter()
    going = []
    for row in rows:
        domain = _domain(row)
        if row.priority != ACCOUNT:
            if taken[domain] >= room[domain]:
                continue
            taken[domain] += 1
        going.append(row)
    _count(taken, room, now)
    return going


def _room(domains: set[str], now: datetime) -> dict[str, int]:
    """Return how many more each domain gets in this minute; until the transaction ends nobody else counts."""
    fresh = [DomainPace(domain=domain, minute=_minute(now), count=0) for domain in sorted(domains)]
    DomainPace.objects.bulk_create(fresh, ignore_conflicts=True)
    # RACE: in one order, so that two workers do not wait for each other.
    locked = DomainPace.objects.select_for_update().filter(domain__in=domains).order_by("domain")
    counted = {pace.domain: pace.count if pace.minute == _minute(now) else 0 for pace in locked}
    return {domain: settings.MAILING_PACE - count for domain, count in counted.items()}


def _count(taken: Counter[str], room: dict[str, int], now: datetime) -> None:
    for domain, number in taken.items():
        count = settings.MAILING_PACE - room[domain] + number
        DomainPace.objects.filter(domain=domain).update(minute=_minute(now), count=count)


def _domain(row: OutgoingMail) -> str:
    return row.to_address.rpartition("@")[2].lower()


def _minute(now: datetime) -> datetime:
    return now.replace(second=0, microsecond=0)
