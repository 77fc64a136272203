"""Claiming letters that are due, and asking once more whether they may go."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from mailing import hours, letters, pacing
from mailing.models import Hold, Lease, OutgoingMail, Suppression

BATCH = 50
# What is checked per batch is the same for many of its readers, so a large one is cheaper.
DIGEST_BATCH = 200

State = OutgoingMail.State
ACCOUNT = OutgoingMail.Priority.ACCOUNT
DIGEST = OutgoingMail.Priority.DIGEST


@dataclass(frozen=True)
class Claim:
    """Letters that one worker took together, and the token that says so."""

    token: str
    rows: tuple[OutgoingMail, ...]

    def own(self, *rows: OutgoingMail) -> QuerySet[OutgoingMail]:
        """Return those of these rows that are still ours: whoever lost its lease changes nothing."""
        return OutgoingMail.objects.filter(pk__in=[row.pk for row in rows], lease_token=self.token)


def claim(now: datetime) -> Claim | None:
    """
    Claim letters that are due and equally urgent; at night only those that may leave at any hour.

    What was claimed before without an outcome goes alone, so that a letter which brings its
    worker down takes no other letter with it.
    """
    due = OutgoingMail.objects.filter(lease_token="", state=State.QUEUED, due_at__lte=now).order_by(
        "priority", "due_at", "id"
    )
    stop = Hold.objects.filter(released_at=None).first()
    if stop:
        # Whoever is to release the stop must be able to sign in; what waited already stays.
        due = due.filter(priority=ACCOUNT, queued_at__gte=stop.since)
    if not hours.is_daytime(now):
        due = due.exclude(letter__in=letters.names_by_day())
    for domain in pacing.full_domains(now):
        due = due.exclude(to_address__iendswith=f"@{domain}", priority__gt=ACCOUNT)
    most_urgent = due.values_list("priority", flat=True).first()
    if most_urgent is None:
        return None
    due = due.filter(priority=most_urgent)
    locked = due.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
    with transaction.atomic():
        found = list(locked[: DIGEST_BATCH if most_urgent == DIGEST else BATCH])
        rows = _up_to_a_suspect(pacing.within_pace(found, now))
        if not rows:
            return None
        claimed = Claim(token=uuid.uuid4().hex, rows=rows)
        Lease.objects.create(token=claimed.token, until=now + lease())
        OutgoingMail.objects.filter(pk__in=[row.pk for row in rows]).update(
            claims=F("claims") + 1, lease_token=claimed.token
        )
    return claimed


def lease() -> timedelta:
    """How long a worker may be silent before its letters are taken over."""
    return timedelta(seconds=settings.MAILING_LEASE_SECONDS)


def _up_to_a_suspect(rows: list[OutgoingMail]) -> tuple[OutgoingMail, ...]:
    """Return what goes together, in the order in which it is handed over."""
    if rows and rows[0].claims:
        return (rows[0],)
    first = next((place for place, row in enumerate(rows) if row.claims), len(rows))
    return tuple(sorted(rows[:first], key=lambda row: row.pk))


def unwanted(rows: Sequence[OutgoingMail], now: datetime) -> dict[int, str]:
    """
    Return which of these letters must not go after all, with the reason.

    Asked right before sending, in as many queries for fifty letters as for one.
    """
    addresses = {row.to_address.lower() for row in rows}
    refusing = set(Suppression.objects.filter(address__in=addresses).values_list("address", flat=True))
    members = get_user_model()._default_manager.filter(pk__in={row.member_id for row in rows}, is_active=True)
    active = set(members.values_list("pk", flat=True))
    reasons = {}
    by_kind = defaultdict(list)
    for row in rows:
        by_kind[row.letter].append(row)
        if row.expires_at and row.expires_at < now:
            reasons[row.pk] = "Te laat om te versturen."
        elif row.priority == ACCOUNT:
            continue
        elif row.to_address.lower() in refusing:
            reasons[row.pk] = "Dit adres weigert onze post."
        elif row.member_id and row.member_id not in active:
            reasons[row.pk] = "Dit lid heeft geen account meer."
    for name, same in by_kind.items():
        kind = letters.kind_named(name)
        if kind.wanted:
            welcome = kind.wanted(same)
            reasons |= {row.pk: "Niet meer gewenst." for row in same if row.pk not in welcome}
    for pk in letters.stopped(rows):
        reasons[pk] = "De lezer wil hierover geen brieven meer."
    return reasons


def postponed(rows: Sequence[OutgoingMail], now: datetime) -> dict[datetime, list[OutgoingMail]]:
    """
    Return which of these letters wait because their reader is away (*nu even niet*), by until when.

    What lets her sign in never waits.
    """
    waiting = [row for row in rows if row.member_id and row.priority != ACCOUNT]
    away = get_user_model()._default_manager.filter(
        pk__in={row.member_id for row in waiting}, mail_paused_until__gt=timezone.localdate(now)
    )
    until = dict(away.values_list("pk", "mail_paused_until"))
    found: dict[datetime, list[OutgoingMail]] = {}
    for row in waiting:
        if row.member_id in until:
            found.setdefault(hours.morning_of(until[row.member_id]), []).append(row)
    return found
