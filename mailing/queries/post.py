"""What the post page shows."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Min, QuerySet

from mailing import faults
from mailing.faults import Fault
from mailing.models import OutgoingMail, Suppression
from mailing.queries.pulse import Pulse, pulse

State = OutgoingMail.State

SHOWN = 100
STUCK = [State.HELD, State.FAILED]

WHY = {
    Fault.ADDRESS: "het adres bestaat niet",
    Fault.MAILBOX: "de postbus nam de brief niet aan",
    Fault.POLICY: "de mailserver vertrouwt ons niet",
    Fault.LETTER: "de mailserver wil deze brief niet",
}


@dataclass(frozen=True)
class StateCount:
    """How many letters are in a state."""

    label: str
    count: int


@dataclass(frozen=True)
class StuckGroup:
    """Letters that wait for a person for one reason, of which the latest are shown."""

    state: str
    code: str
    label: str
    why: str
    count: int
    letters: Sequence[OutgoingMail]


@dataclass(frozen=True)
class PostPage:
    """How the post is doing."""

    counts: Sequence[StateCount]
    pulse: Pulse
    waiting_before_hold: int
    stuck: Sequence[StuckGroup]
    refusing: Sequence[Suppression]
    refusing_count: int


@dataclass(frozen=True)
class FailedBecause:
    """How many letters are in one state for one reason."""

    label: str
    why: str
    count: int


@dataclass(frozen=True)
class FailedMail:
    """What failed lately, and how many letters wait for a person in all."""

    reasons: Sequence[FailedBecause]
    waiting: int

    @property
    def count(self) -> int:
        """How many failed lately."""
        return sum(reason.count for reason in self.reasons)


def post_page(now: datetime) -> PostPage:
    """Return how the post is doing, with the latest letters that wait for a person."""
    letters = OutgoingMail.objects.all()
    found = {row["state"]: row["count"] for row in letters.values("state").annotate(count=Count("pk"))}
    beat = pulse(now)
    queued = letters.filter(state=State.QUEUED)
    return PostPage(
        counts=[StateCount(state.label, found.get(state.value, 0)) for state in State],
        pulse=beat,
        waiting_before_hold=queued.filter(queued_at__lt=beat.hold.since).count() if beat.hold else 0,
        stuck=_stuck_groups(),
        refusing=list(Suppression.objects.order_by("-since")[:SHOWN]),
        refusing_count=Suppression.objects.count(),
    )


def stuck_letters(chosen: Collection[str]) -> QuerySet[OutgoingMail]:
    """Return those of these letters, by number, that wait for a person."""
    numbers = [int(number) for number in chosen if number.isdecimal()]
    return OutgoingMail.objects.filter(pk__in=numbers, state__in=STUCK)


def waiting_for_a_person() -> tuple[int, datetime | None]:
    """Return how many letters wait for a person to decide, and since when."""
    stuck = OutgoingMail.objects.filter(state__in=STUCK).aggregate(count=Count("pk"), since=Min("queued_at"))
    return stuck["count"], stuck["since"]


def stuck_because(state: str, code: str, *, until: datetime) -> QuerySet[OutgoingMail]:
    """Return all letters that waited for a person for one reason at a moment, and still do."""
    same = OutgoingMail.objects.filter(state=state, last_code=code, state__in=STUCK)
    # Who presses a button decides about what the page counted, and not about what came since.
    return same.exclude(tried_at__gt=until)


def failed_since(since: datetime, *, but_not: str) -> FailedMail:
    """
    Count what failed or is held since a moment and still waits for a person, by the reason why.

    Letters of one kind do not count: those that tell of this.
    """
    stuck = OutgoingMail.objects.filter(state__in=STUCK).exclude(letter=but_not)
    reasons: Counter[tuple[str, str]] = Counter()
    for state, code, count, example in _reasons(stuck.filter(tried_at__gt=since)):
        reasons[State(state).label, _why(code, example)] += count
    return FailedMail(
        reasons=[FailedBecause(label, why, count) for (label, why), count in reasons.most_common()],
        waiting=stuck.count() if reasons else 0,
    )


def _reasons(stuck: QuerySet[OutgoingMail]) -> QuerySet:
    """Return state, code, number and an example of the error of letters that wait, the most first."""
    reasons = stuck.values_list("state", "last_code").annotate(Count("pk"), Max("last_error"))
    return reasons.order_by("-pk__count", "state", "last_code")


def _stuck_groups() -> list[StuckGroup]:
    stuck = OutgoingMail.objects.filter(state__in=STUCK)
    latest = list(stuck.defer("text", "html", "parts").order_by("-tried_at", "-pk")[:SHOWN])
    return [
        StuckGroup(
            state=state,
            code=code,
            label=State(state).label,
            why=_why(code, example),
            count=count,
            letters=[mail for mail in latest if (mail.state, mail.last_code) == (state, code)],
        )
        for state, code, count, example in _reasons(stuck)
    ]


def _why(code: str, example: str) -> str:
    """Say in plain words what the mail server meant; without its code we said ourselves what happened."""
    if not code:
        return example or "onbekend waarom"
    return WHY[faults.fault(code, example)]
