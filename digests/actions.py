"""Planning and writing digests, and changing how often they come."""

from datetime import datetime

from django.db import IntegrityError, transaction

from activity import sealing
from activity.models import Batch
from digests.models import DigestDelivery, DigestRun
from digests.queries import moments, positions
from digests.queries.moments import Moment

PLANNED_AT_ONCE = 2000


def plan_due(*, now: datetime) -> list[DigestRun]:
    """
    Seal the day and write down every digest that is due and was not planned before.

    Safe to run twice or at once: a day is sealed once, a period has one run, and no two
    deliveries of a member begin at the same batch.
    """
    if not moments.is_sending_time(now):
        return []
    if sealed := sealing.seal(now=now):
        _prune(newest=sealed.number, now=now)
    due = _not_planned(moments.latest_moments(now))
    return [run for moment in due if (run := _plan_once(moment, now))]


def _not_planned(candidates: list[Moment]) -> list[Moment]:
    first = Batch.objects.order_by("number").values_list("sealed_at", flat=True).first()
    runs = DigestRun.objects.filter(period__in=[moment.period for moment in candidates])
    planned = set(runs.values_list("kind", "period"))
    # A portal that opened on Thursday owes nobody a digest of the Tuesday before.
    return [
        moment
        for moment in candidates
        if first and moment.at >= first and (moment.kind, moment.period) not in planned
    ]


def _plan_once(moment: Moment, now: datetime) -> DigestRun | None:
    try:
        return _plan(moment, now)
    except IntegrityError:
        # RACE: another planner wrote this run first, with all its deliveries.
        return None


@transaction.atomic(durable=True)
def _plan(moment: Moment, now: datetime) -> DigestRun:
    batch = Batch.objects.order_by("-number").first()
    run = DigestRun.objects.create(kind=moment.kind, period=moment.period, batch=batch, planned_at=now)
    behind = positions.with_position(positions.wanting(moment)).filter(position__lt=batch.number)
    DigestDelivery.objects.bulk_create(
        [
            DigestDelivery(run=run, member_id=member_id, after=position, up_to=batch.number)
            for member_id, position in behind.order_by("pk").values_list("pk", "position")
        ],
        # RACE: who changed her frequency a moment ago may be in another run just now; the
        # chain of her deliveries lets only one of the two in.
        ignore_conflicts=True,
        batch_size=PLANNED_AT_ONCE,
    )
    return run


def _prune(*, newest: int, now: datetime) -> None:
    """Delete events, and deliveries, that are older than a year and that nobody still waits for."""
    oldest_needed = DigestDelivery.objects.pending().order_by("after").values_list("after", flat=True).first()
    sealing.prune(up_to=newest if oldest_needed is None else oldest_needed, now=now)
