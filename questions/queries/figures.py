"""
Figures of one question: whom it reached, what it took, and who is never asked.

Of kinds and regions, never of one organisation or person; what people open is not followed.
"""

from dataclasses import dataclass
from datetime import datetime
from statistics import median

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.utils import timezone

from members.models import Organization
from questions.models import Answer, Question, Recipient, Reminder

EXITS = [Recipient.Reaction.NOT_FOR_US, Recipient.Reaction.NO_ROOM, Recipient.Reaction.CALL_ME]
# So many names of organisations say enough.
NAMES_SHOWN = 30


@dataclass(frozen=True)
class Reach:
    """How far voices of one sort came: ``seen`` opened the question while signed in, or did more."""

    name: str
    asked: int
    seen: int
    exits: int
    answers: int


@dataclass(frozen=True)
class Figures:
    """What the programme team can learn from one question for the next."""

    organizations: Reach
    members: Reach
    by_kind: list[Reach]
    by_region: list[Reach]
    never_asked: list[str]
    never_asked_count: int
    median_minutes: int | None
    # How many voices answered after so many reminders.
    answers_after_reminders: list[tuple[int, int]]
    days_to_outcome: int | None


def figures_of(question: Question, now: datetime) -> Figures:
    """Return the figures of one question, in a constant number of queries."""
    asked = question.recipients.order_by()
    organizations = asked.filter(member=None)
    never = Organization.objects.active().exclude(pk__in=_asked_since(timezone.localtime(now).year - 1))
    names = list(never.order_by("name").values_list("name", flat=True))
    outcome = question.outcomes.order_by("recorded_at").first()
    return Figures(
        organizations=_reach("Organisaties", organizations),
        members=_reach("Leden, persoonlijk", asked.filter(organization=None)),
        by_kind=_reach_by("organization__kind", "soort onbekend", organizations),
        by_region=_reach_by("organization__region__name", "regio onbekend", organizations),
        never_asked=names[:NAMES_SHOWN],
        never_asked_count=len(names),
        median_minutes=_median_minutes(question),
        answers_after_reminders=_answers_after_reminders(question),
        days_to_outcome=(
            (outcome.recorded_at - question.closed_at).days if outcome and question.closed_at else None
        ),
    )


def _counts() -> dict[str, Count]:
    reacted = ~Q(reaction=Recipient.Reaction.NONE)
    return {
        "asked": Count("pk"),
        "seen": Count("pk", filter=reacted | Q(seen_at__isnull=False)),
        "exits": Count("pk", filter=Q(reaction__in=EXITS)),
        "answers": Count("pk", filter=Q(reaction=Recipient.Reaction.ANSWERED)),
    }


def _reach(name: str, recipients: QuerySet[Recipient]) -> Reach:
    return Reach(name, **recipients.aggregate(**_counts()))


def _reach_by(path: str, unknown: str, recipients: QuerySet[Recipient]) -> list[Reach]:
    name = Case(
        When(**{path: ""}, then=Value(unknown)),
        When(**{f"{path}__isnull": True}, then=Value(unknown)),
        default=F(path),
        output_field=CharField(),
    )
    rows = recipients.annotate(name=name).values("name").annotate(**_counts()).order_by("name")
    return [Reach(**row) for row in rows]


def _asked_since(year: int):
    """Organisations that were asked something in this year or after it."""
    return Recipient.objects.filter(member=None, question__opened_at__year__gte=year).values("organization")


def _median_minutes(question: Question) -> int | None:
    seconds = Answer.objects.submitted().filter(question=question, writing_seconds__gt=0)
    found = list(seconds.values_list("writing_seconds", flat=True))
    return max(1, round(median(found) / 60)) if found else None


def _answers_after_reminders(question: Question) -> list[tuple[int, int]]:
    """Count answers by how many reminders their writer had before she sent it."""
    sent = dict(
        question.recipients.filter(reaction=Recipient.Reaction.ANSWERED, reacted_by__isnull=False)
        .values_list("reacted_by")
        .annotate(first=F("reacted_at"))
        .values_list("reacted_by", "reacted_at")
    )
    before = dict.fromkeys(sent, 0)
    reminders = Reminder.objects.filter(question=question).values_list("member_id", "written_at")
    for member_id, written_at in reminders:
        if member_id in sent and written_at < sent[member_id]:
            before[member_id] += 1
    numbers = list(before.values())
    return [(number, numbers.count(number)) for number in sorted(set(numbers))]
