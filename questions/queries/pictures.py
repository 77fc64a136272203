"""What the answers look like from above: where they came from, what was chosen, how long it took."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, Q
from django.utils import timezone

from members.queries.outline import place_on_map
from questions.models import AnswerPart, Question, Recipient, SubQuestion

# Below this a number would lead to somebody: the team sees it, others do not.
FEWEST = 5
NO_REGION, NO_KIND = "regio niet bekend", "soort niet bekend"
# In units of the map, so numbers in the page stay whole: a Dutch comma would break the drawing.
SMALLEST_DOT, LARGEST_DOT = 6, 17
CHART_WIDTH, CHART_HEIGHT = 600, 90
# A bar that is chosen most spans this many units.
BAR_WIDTH = 100
# Choices that together are a vote; they get numbers, never bars.
VERDICT_WORDS = frozenset(
    {"ja", "nee", "voor", "tegen", "eens", "oneens", "weet niet", "weet ik niet", "geen mening", "neutraal"}
)


@dataclass(frozen=True)
class Share:
    """How many of the organisations that were asked answered; None when that would say too much."""

    name: str
    asked: int
    answered: int | None

    @property
    def bar(self) -> int:
        """The share that answered, in units of a full bar."""
        return round(BAR_WIDTH * (self.answered or 0) / self.asked)


@dataclass(frozen=True)
class Dot:
    """One region on the map, in the units of the map; the inner dot is the share that answered."""

    share: Share
    x: int
    y: int
    radius: int
    inner_radius: int


@dataclass(frozen=True)
class ChoiceRow:
    """How often one choice was made, in each voice; None when that would say too much."""

    text: str
    organizations: int | None
    members: int | None
    organization_bar: int
    member_bar: int


@dataclass(frozen=True)
class ChoicePicture:
    """What was chosen at one sub-question. A verdict such as yes or no is told in numbers only."""

    sub_question: SubQuestion
    rows: tuple[ChoiceRow, ...]
    is_verdict: bool

    @property
    def is_empty(self) -> bool:
        """There is nothing that may be told."""
        return all(row.organizations is None and row.members is None for row in self.rows)


@dataclass(frozen=True)
class Period:
    """How many answers came in a day, or in a week when the question was open for long."""

    start: date
    organizations: int
    members: int
    x: int
    width: int
    organization_height: int
    member_height: int

    @property
    def organization_y(self) -> int:
        """Where the bar of organisations begins; it stands on the middle line."""
        return CHART_HEIGHT - self.organization_height


@dataclass(frozen=True)
class Times:
    """When answers came in, and how many minutes writing took: the middle one of all that were measured."""

    periods: tuple[Period, ...]
    is_by_week: bool
    minutes: int | None
    estimate: int


@dataclass(frozen=True)
class Pictures:
    """All pictures of one question; organisations and members are never added up."""

    regions: tuple[Share, ...]
    dots: tuple[Dot, ...]
    kinds: tuple[Share, ...]
    choices: tuple[ChoicePicture, ...]
    times: Times

    @property
    def has_hidden_numbers(self) -> bool:
        """Somewhere a number is kept back, because it would lead to somebody."""
        return any(share.answered is None for share in (*self.regions, *self.kinds)) or any(
            row.organizations is None or row.members is None for choice in self.choices for row in choice.rows
        )


def pictures_of(question: Question, *, for_team: bool) -> Pictures:
    """Return the pictures of a question in a constant number of queries; only the team sees small numbers."""
    fewest = 0 if for_team else FEWEST
    asked = list(
        question.recipients.filter(member=None)
        .values("organization__region__name", "organization__region__latitude",
                "organization__region__longitude", "organization__kind")
        .annotate(asked=Count("pk"), answered=Count("pk", filter=Q(reaction=Recipient.Reaction.ANSWERED)))
        .order_by("organization__region__name", "organization__kind")
    )  # fmt: skip
    places = {
        row["organization__region__name"] or NO_REGION: (
            row["organization__region__latitude"],
            row["organization__region__longitude"],
        )
        for row in asked
    }
    regions = _shares(((row["organization__region__name"] or NO_REGION, row) for row in asked), fewest)
    return Pictures(
        regions=regions,
        dots=tuple(_dot(share, *places[share.name]) for share in regions if None not in places[share.name]),
        kinds=_shares(((row["organization__kind"] or NO_KIND, row) for row in asked), fewest),
        choices=_choices(question, fewest),
        times=_times(question, fewest),
    )


def _shares(rows: Iterable[tuple[str, dict]], fewest: int) -> tuple[Share, ...]:
    counts: dict[str, list[int]] = {}
    for name, row in rows:
        count = counts.setdefault(name, [0, 0])
        count[0] += row["asked"]
        count[1] += row["answered"]
    return tuple(
        Share(name, asked, answered if asked >= fewest else None)
        for name, (asked, answered) in sorted(counts.items())
    )


def _dot(share: Share, latitude: float, longitude: float) -> Dot:
    """Make the surface of the dot say how many were asked, and that of the inner one how many answered."""
    x, y = place_on_map(latitude, longitude)
    radius = min(SMALLEST_DOT * math.sqrt(share.asked), LARGEST_DOT)
    inner = radius * math.sqrt((share.answered or 0) / share.asked)
    return Dot(share, x, y, round(radius), round(inner))


def _choices(question: Question, fewest: int) -> tuple[ChoicePicture, ...]:
    asked = list(question.sub_questions.filter(kind=SubQuestion.Kind.CHOICE).order_by("position"))
    if not asked:
        return ()
    made = (
        AnswerPart.objects.filter(sub_question__in=asked, answer__submitted_at__isnull=False)
        .exclude(choice="")
        .values_list("sub_question", "choice")
        .annotate(
            organizations=Count("answer", filter=Q(answer__member=None), distinct=True),
            members=Count("answer", filter=Q(answer__organization=None), distinct=True),
        )
        .order_by()
    )
    counts = {(pk, choice): (organizations, members) for pk, choice, organizations, members in made}
    return tuple(_choice(sub_question, counts, fewest) for sub_question in asked)


def _choice(
    sub_question: SubQuestion, counts: dict[tuple[int, str], tuple[int, int]], fewest: int
) -> ChoicePicture:
    pairs = [(choice, *counts.get((sub_question.pk, choice), (0, 0))) for choice in sub_question.choices]
    shows_organizations = sum(pair[1] for pair in pairs) >= fewest
    shows_members = sum(pair[2] for pair in pairs) >= fewest
    longest = max([1, *(max(pair[1:]) for pair in pairs)])
    return ChoicePicture(
        sub_question=sub_question,
        rows=tuple(
            ChoiceRow(
                text=choice,
                organizations=organizations if shows_organizations else None,
                members=members if shows_members else None,
                organization_bar=round(BAR_WIDTH * organizations / longest) if shows_organizations else 0,
                member_bar=round(BAR_WIDTH * members / longest) if shows_members else 0,
            )
            for choice, organizations, members in pairs
        ),
        is_verdict={choice.strip().lower() for choice in sub_question.choices} <= VERDICT_WORDS,
    )


def _times(question: Question, fewest: int) -> Times:
    answers = list(
        question.answers.submitted().order_by().values_list("submitted_at", "organization", "writing_seconds")
    )
    written = sorted(seconds for _, _, seconds in answers if seconds)
    days = [
        (timezone.localdate(submitted_at), organization is not None)
        for submitted_at, organization, _ in answers
    ]
    enough = len(days) >= max(fewest, 1)
    return Times(
        periods=_periods(question, days) if enough else (),
        is_by_week=_is_by_week(question, days),
        minutes=max(1, round(median(written) / 60)) if len(written) >= FEWEST else None,
        estimate=question.effort_minutes,
    )


def _is_by_week(question: Question, days: list[tuple[date, bool]]) -> bool:
    return bool(days) and (max(days)[0] - timezone.localdate(question.opened_at)).days > 35


def _periods(question: Question, days: list[tuple[date, bool]]) -> tuple[Period, ...]:
    """Count per day, or per week, from the opening to the last answer, empty ones too."""
    first = min(timezone.localdate(question.opened_at), min(days)[0])
    step = 7 if _is_by_week(question, days) else 1
    counts = [[0, 0] for _ in range((max(days)[0] - first).days // step + 1)]
    for day, is_organization in days:
        counts[(day - first).days // step][0 if is_organization else 1] += 1
    width = CHART_WIDTH / len(counts)
    tallest = max(max(count) for count in counts)
    return tuple(
        Period(
            start=date.fromordinal(first.toordinal() + number * step),
            organizations=organizations,
            members=members,
            x=round(number * width + width * 0.1),
            width=max(1, round(width * 0.8)),
            organization_height=round(CHART_HEIGHT * organizations / tallest),
            member_height=round(CHART_HEIGHT * members / tallest),
        )
        for number, (organizations, members) in enumerate(counts)
    )
