"""What the post page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min

from mailing.models import Heartbeat, Hold, OutgoingMail, Suppression

State = OutgoingMail.State

# A worker looks twice a minute; after this long somebody should look after the workers.
SILENT_AFTER = timedelta(minutes=5)
SHOWN = 100


@dataclass(frozen=True)
class StateCount:
    """How many letters are in a state."""

    label: str
    count: int


@dataclass(frozen=True)
class PostPage:
    """How the post is doing."""

    counts: Sequence[StateCount]
    oldest_due_at: datetime | None
    beat_at: datetime | None
    is_silent: bool
    trouble: str
    hold: Hold | None
    waiting_before_hold: int
    stuck: Sequence[OutgoingMail]
    stuck_count: int
    refusing: Sequence[Suppression]
    refusing_count: int


def post_page(now: datetime) -> PostPage:
    """Return how the post is doing, with the latest letters that wait for a person."""
    letters = OutgoingMail.objects.all()
    found = {row["state"]: row["count"] for row in letters.values("state").annotate(count=Count("pk"))}
    heartbeat = Heartbeat.objects.filter(name="delivery").first()
    hold = Hold.objects.filter(released_at=None).first()
    queued = letters.filter(state=State.QUEUED)
    stuck = letters.filter(state__in=[State.HELD, State.FAILED]).defer("text", "html")
    return PostPage(
        counts=[StateCount(state.label, found.get(state.value, 0)) for state in State],
        oldest_due_at=queued.filter(due_at__lte=now).aggregate(oldest=Min("due_at"))["oldest"],
        beat_at=heartbeat and heartbeat.beat_at,
        is_silent=heartbeat is None or heartbeat.beat_at < now - SILENT_AFTER,
        trouble=heartbeat.trouble if heartbeat else "",
        hold=hold,
        waiting_before_hold=queued.filter(queued_at__lt=hold.since).count() if hold else 0,
        stuck=list(stuck.order_by("-tried_at", "-pk")[:SHOWN]),
        stuck_count=found.get(State.HELD.value, 0) + found.get(State.FAILED.value, 0),
        refusing=list(Suppression.objects.order_by("-since")[:SHOWN]),
        refusing_count=Suppression.objects.count(),
    )
