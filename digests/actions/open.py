"""The open digest: asking for it, saying yes, leaving, and writing it for who needs no account."""

from collections.abc import Iterator
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest

from activity import sealing
from activity.models import Batch
from digests.models import UNCONFIRMED_KEPT, MailPreference, OpenDelivery, OpenRun, OpenSubscription
from digests.notifications import open as letters
from digests.notifications.open import OpenEdition
from digests.queries import moments, news, public
from digests.queries.leftovers import Start
from digests.queries.moments import Moment
from mailing import outbox
from mailing.hours import is_daytime
from mailing.unsubscribing import Reader, reader_of

FOLLOWED_AT_ONCE = 500
WRITTEN_AT_ONCE = 200
WEEKDAY = MailPreference.Weekday.TUESDAY


@transaction.atomic(durable=True)
def ask(*, address: str, frequency: str, now: datetime) -> None:
    """
    Ask an address whether it wants the open digest; nothing comes before it says yes.

    The same happens for every address, so that nobody learns here who gets it. Who gets it
    already changes how often in the same way.
    """
    address = address.lower()
    facts = {"frequency": frequency, "asked_at": now, "reader_key": reader_of(None, address)}
    subscription, is_new = OpenSubscription.objects.get_or_create(address=address, defaults=facts)
    if not is_new:
        OpenSubscription.objects.filter(pk=subscription.pk, confirmed_at=None).update(**facts)
    letters.ask(subscription, frequency, now=now)


@transaction.atomic(durable=True)
def confirm(*, subscription_id: int, frequency: str, now: datetime) -> bool:
    """Let an address that said yes get the open digest from now on; say False when it left meanwhile."""
    asked = OpenSubscription.objects.filter(pk=subscription_id)
    begun = asked.filter(confirmed_at=None).update(
        confirmed_at=now, frequency=frequency, starts_after=sealing.newest_batch()
    )
    return bool(begun or asked.update(frequency=frequency))


@transaction.atomic(durable=True)
def leave(*, member_id: Reader, about: str, now: datetime) -> str:
    """Forget an address and its letters; there is nothing to put back. Safe to do twice."""
    _forget(list(OpenSubscription.objects.filter(reader_key=str(member_id))))
    return ""


@transaction.atomic(durable=True)
def forget_unconfirmed(*, now: datetime) -> None:
    """Forget who did not say yes within a week, and letters that were in a worker's hands when she left."""
    _forget(list(OpenSubscription.objects.filter(confirmed_at=None, asked_at__lt=now - UNCONFIRMED_KEPT)))
    outbox.forget_others(letters.NAMES, OpenSubscription.objects.values("address"))


def _forget(subscriptions: list[OpenSubscription]) -> None:
    # RACE: this waits for whoever is writing to her, so that no letter comes after her letters went.
    OpenSubscription.objects.filter(pk__in=[subscription.pk for subscription in subscriptions]).delete()
    outbox.forget(letters.NAMES, [subscription.address for subscription in subscriptions])


def plan_due(*, now: datetime) -> list[OpenRun]:
    """Write down every open digest that is due and was not planned before; safe to run twice or at once."""
    if not is_daytime(now):
        return []
    due = _not_planned([moment for moment in moments.latest_moments(now) if _is_open(moment)])
    if due:
        _follow_letters(now)
    return [run for moment in due if (run := _plan_once(moment, now))]


def _is_open(moment: Moment) -> bool:
    return moment.kind in OpenSubscription.Frequency.values and moment.weekday in (None, WEEKDAY)


def _not_planned(candidates: list[Moment]) -> list[Moment]:
    first = Batch.objects.order_by("number").values_list("sealed_at", flat=True).first()
    runs = OpenRun.objects.filter(period__in=[moment.period for moment in candidates])
    planned = set(runs.values_list("kind", "period"))
    return [
        moment
        for moment in candidates
        if first and moment.at >= first and (moment.kind, moment.period) not in planned
    ]


def _plan_once(moment: Moment, now: datetime) -> OpenRun | None:
    try:
        return _plan(moment, now)
    except IntegrityError:
        # RACE: another planner wrote this run first, with all its deliveries.
        return None


@transaction.atomic(durable=True)
def _plan(moment: Moment, now: datetime) -> OpenRun:
    batch = Batch.objects.order_by("-number").first()
    run = OpenRun.objects.create(kind=moment.kind, period=moment.period, batch=batch, planned_at=now)
    OpenDelivery.objects.bulk_create(
        [
            OpenDelivery(run=run, subscription_id=pk, after=position, up_to=batch.number)
            for pk, position in _behind(moment, batch.number)
        ],
        # RACE: who changed how often a moment ago may be in another run just now; the chain of
        # her deliveries lets only one of the two in.
        ignore_conflicts=True,
    )
    return run


def _behind(moment: Moment, batch: int) -> list[tuple[int, int]]:
    """Return who wants this digest and was not told everything yet, with the batch up to which she was."""
    hers = OpenDelivery.objects.filter(subscription=OuterRef("pk"))
    told = Subquery(hers.order_by("-up_to").values("up_to")[:1])
    wanting = OpenSubscription.objects.confirmed().filter(frequency=moment.kind)
    # Whose last letter is still on its way gets that one first.
    settled = wanting.exclude(Exists(hers.unsettled()))
    positions = settled.annotate(position=Greatest(Coalesce(told, 0), F("starts_after")))
    return list(positions.filter(position__lt=batch).order_by("pk").values_list("pk", "position"))


def _follow_letters(now: datetime) -> None:
    """Settle the deliveries whose letters arrived, and delete those whose letters never will."""
    seen = 0
    written = OpenDelivery.objects.unsettled().exclude(composed_at=None).order_by("pk")
    while deliveries := list(written.filter(pk__gt=seen)[:FOLLOWED_AT_ONCE]):
        _follow_chunk(deliveries, now)
        seen = deliveries[-1].pk


@transaction.atomic(durable=True)
def _follow_chunk(deliveries: list[OpenDelivery], now: datetime) -> None:
    by_key = {letters.letter_key(one.run_id, one.subscription_id): one.pk for one in deliveries}
    arrived = [by_key[key] for key in outbox.arrived(by_key)]
    OpenDelivery.objects.filter(pk__in=arrived).update(settled_at=now)
    lost = [by_key[key] for key in outbox.withdraw(by_key)]
    OpenDelivery.objects.filter(pk__in=lost).delete()


def write_due(*, now: datetime) -> Iterator[int]:
    """
    Write the letters of every run that was planned, a chunk at a time, and yield how many each.

    Every chunk is a transaction of its own: it writes its letters and marks its deliveries,
    or neither.
    """
    if not is_daytime(now):
        return
    for run in OpenRun.objects.pending():
        editions = _editions(run, now)
        while (written := _write_chunk(run, editions, now)) is not None:
            yield written
        pending = OpenDelivery.objects.pending().filter(run=OuterRef("pk"))
        OpenRun.objects.filter(~Exists(pending), pk=run.pk).update(composed_at=now)


def _editions(run: OpenRun, now: datetime) -> dict[int, OpenEdition | None]:
    """Return the letter for whoever was told up to each batch; None where there is nothing to tell."""
    starts = sorted(set(run.deliveries.pending().values_list("after", flat=True)))
    if not starts:
        return {}
    since = news.load(Start(starts[0]), up_to=run.batch_id, now=now)
    told = {after: public.blocks(since, after) for after in starts}
    return {after: OpenEdition(run, blocks) if blocks else None for after, blocks in told.items()}


@transaction.atomic(durable=True)
def _write_chunk(run: OpenRun, editions: dict[int, OpenEdition | None], now: datetime) -> int | None:
    """Write the letters of the next addresses nobody else is writing to; None when there are none."""
    deliveries = list(
        run.deliveries.pending().select_for_update(skip_locked=True).order_by("pk")[:WRITTEN_AT_ONCE]
    )
    if not deliveries:
        return None
    addresses = OpenSubscription.objects.in_bulk([one.subscription_id for one in deliveries])
    told = {one.pk: edition for one in deliveries if (edition := editions[one.after])}
    outbox.queue(
        [told[one.pk].letter(addresses[one.subscription_id]) for one in deliveries if one.pk in told], now=now
    )
    marked = OpenDelivery.objects.filter(pk__in=[one.pk for one in deliveries])
    marked.update(composed_at=now)
    marked.exclude(pk__in=told).update(is_empty=True, settled_at=now)
    return len(told)
