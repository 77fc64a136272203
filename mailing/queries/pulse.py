"""Whether letters leave: asked by every page of the back office, and by machines."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import (
    BigIntegerField,
    Case,
    DateTimeField,
    F,
    Min,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast

from mailing import hours, letters
from mailing.models import Heartbeat, Hold, OutgoingMail

# A worker looks twice a minute, and most letters leave within one.
SILENT_AFTER = timedelta(minutes=2)
LATE_AFTER = timedelta(minutes=10)

# The name under which a worker says that it is alive.
HEARTBEAT = "delivery"

State = OutgoingMail.State


@dataclass(frozen=True)
class Pulse:
    """When a worker last looked for letters, and since when the oldest letter could have left."""

    now: datetime
    beat_at: datetime | None
    trouble: str
    waits_since: datetime | None
    hold: Hold | None

    @property
    def is_silent(self) -> bool:
        """Whether no worker looks for letters any more."""
        return self.beat_at is None or self.beat_at < self.now - SILENT_AFTER

    @property
    def is_late(self) -> bool:
        """Whether a letter waits that should have left."""
        return self.waits_since is not None and self.waits_since < self.now - LATE_AFTER

    @property
    def needs_a_person(self) -> bool:
        """Whether somebody should look after the post now."""
        return self.is_silent or self.is_late or self.hold is not None


def pulse(now: datetime) -> Pulse:
    """Feel whether letters leave, in one query: every page of the back office asks."""
    facts = {what: facts for what, *facts in _stop().union(_heartbeat(), _oldest(now), all=True)}
    number, since, released_at, reason = facts.get("stop", NOTHING)
    _, beat_at, _, trouble = facts.get("heartbeat", NOTHING)
    is_held = number > 0 and released_at is None
    any_hour, by_day = (facts.get(kind, NOTHING)[1] for kind in ("any_hour", "by_day"))
    return Pulse(
        now=now,
        beat_at=beat_at,
        trouble=trouble,
        waits_since=None if is_held else _waits_since(now, any_hour, by_day, released_at),
        hold=Hold(pk=number, reason=reason, since=since) if is_held else None,
    )


# A fact is what it is about, a number, two moments and words.
NOTHING = (0, None, None, "")
NO_MOMENT = Cast(None, DateTimeField())
NO_NUMBER = Cast(0, BigIntegerField())


def _stop() -> QuerySet:
    """Return the stop that stands, or else the one that ended last."""
    last = Hold.objects.order_by(F("released_at").desc(nulls_first=True)).values("pk")[:1]
    return Hold.objects.filter(pk=Subquery(last)).values_list(
        Value("stop"), "pk", "since", "released_at", "reason"
    )


def _heartbeat() -> QuerySet:
    found = Heartbeat.objects.filter(name=HEARTBEAT)
    return found.values_list(Value("heartbeat"), NO_NUMBER, "beat_at", NO_MOMENT, "trouble")


def _oldest(now: datetime) -> QuerySet:
    """Return since when the oldest letter is due, of those that leave by day only and of the others."""
    by_day = When(letter__in=letters.names_by_day(), then=Value("by_day"))
    due = OutgoingMail.objects.filter(state__in=[State.QUEUED, State.SENDING], due_at__lte=now)
    kinds = due.values(hour=Case(by_day, default=Value("any_hour"))).annotate(oldest=Min("due_at"))
    return kinds.order_by().values_list("hour", NO_NUMBER, "oldest", NO_MOMENT, Value(""))


def _waits_since(
    now: datetime, any_hour: datetime | None, by_day: datetime | None, released_at: datetime | None
) -> datetime | None:
    """
    Return since when the oldest letter could have left.

    A letter that leaves by day only does not wait at night, and what a stop held back waits
    since that stop ended.
    """
    waiting = [any_hour]
    if hours.is_daytime(now) and by_day:
        waiting.append(max(by_day, hours.opening(now)))
    since = min(filter(None, waiting), default=None)
    return max(since, released_at) if since and released_at else since
