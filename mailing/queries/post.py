"""What the post page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from mailing.models import OutgoingMail, Suppression
from mailing.queries.pulse import Pulse, pulse

State = OutgoingMail.State

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
    pulse: Pulse
    waiting_before_hold: int
    stuck: Sequence[OutgoingMail]
    stuck_count: int
    refusing: Sequence[Suppression]
    refusing_count: int


def post_page(now: datetime) -> PostPage:
    """Return how the post is doing, with the latest letters that wait for a person."""
    letters = OutgoingMail.objects.all()
    found = {row["state"]: row["count"] for row in letters.values("state").annotate(count=Count("pk"))}
    beat = pulse(now)
    queued = letters.filter(state=State.QUEUED)
    stuck = letters.filter(state__in=[State.HELD, State.FAILED]).defer("text", "html")
    return PostPage(
        counts=[StateCount(state.label, found.get(state.value, 0)) for state in State],
        pulse=beat,
        waiting_before_hold=queued.filter(queued_at__lt=beat.hold.since).count() if beat.hold else 0,
        stuck=list(stuck.order_by("-tried_at", "-pk")[:SHOWN]),
        stuck_count=found.get(State.HELD.value, 0) + found.get(State.FAILED.value, 0),
        refusing=list(Suppression.objects.order_by("-since")[:SHOWN]),
        refusing_count=Suppression.objects.count(),
    )
