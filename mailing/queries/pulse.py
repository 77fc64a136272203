"""Whether letters leave: asked by every page of the back office, and by machines."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Min, Q

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
    """Feel whether letters leave, in three queries."""
    heartbeat = Heartbeat.objects.filter(name=HEARTBEAT).first()
    # The stop that stands, or else the one that ended last.
    stop = Hold.objects.order_by(F("released_at").desc(nulls_first=True)).first()
    is_held = stop is not None and stop.released_at is None
    return Pulse(
        now=now,
        beat_at=heartbeat and heartbeat.beat_at,
        trouble=heartbeat.trouble if heartbeat else "",
        waits_since=None if is_held else _waits_since(now, stop and stop.released_at),
        hold=stop if is_held else None,
    )


def _waits_since(now: datetime, released_at: datetime | None) -> datetime | None:
    """
    Return since when the oldest letter could have left.

    A letter that leaves by day only does not wait at night, and what a stop held back waits
    since that stop ended.
    """
    by_day = Q(letter__in=letters.names_by_day())
    due = OutgoingMail.objects.filter(state__in=[State.QUEUED, State.SENDING], due_at__lte=now)
    oldest = due.aggregate(any_hour=Min("due_at", filter=~by_day), by_day=Min("due_at", filter=by_day))
    waiting = [oldest["any_hour"]]
    if hours.is_daytime(now) and oldest["by_day"]:
        waiting.append(max(oldest["by_day"], hours.opening(now)))
    since = min(filter(None, waiting), default=None)
    return max(since, released_at) if since and released_at else since
