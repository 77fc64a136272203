"""The three questions of each year beside each other, and when they are to be asked again."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, QuerySet
from django.utils import timezone

from members.models import Member
from questions.models import AnswerPart, Question, SubQuestion

State = Question.State
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Trend:
    """What was chosen at one of the three: for each choice how often, a number for each year."""

    text: str
    rows: list[tuple[str, list[int]]]


@dataclass(frozen=True, slots=True)
class Yearly:
    """This year, the question of this year as far as it was written, and how the years compare."""

    year: int
    question: Question | None
    years: list[int]
    trends: list[Trend]


def yearly_questions() -> QuerySet[Question]:
    """Return the questions that ask the three, the newest year first."""
    asked = Question.objects.filter(year__isnull=False)
    return asked.exclude(state__in=[State.WITHDRAWN, State.MERGED]).order_by("-year")


def yearly(now: datetime) -> Yearly:
    """Return how the years compare, of what was handed in; three queries for any number of years."""
    questions = list(yearly_questions())
    this_year = timezone.localdate(now).year
    asked = [question for question in questions if question.opened_at]
    return Yearly(
        year=this_year,
        question=next((question for question in questions if question.year == this_year), None),
        years=[question.year for question in reversed(asked)],
        trends=_trends(asked),
    )


def asked_again_from(now: datetime) -> datetime | None:
    """Return since when it is time to ask the three, None when it is not: a year after the last time."""
    last = yearly_questions().values_list("created_at", flat=True).first()
    start = last or Member.objects.members().aggregate(first=Min("joined_at"))["first"]
    return start + A_YEAR if start and start + A_YEAR <= now else None


def _trends(asked: list[Question]) -> list[Trend]:
    counts = _counts(asked)
    years = sorted(question.year for question in asked)
    parts = SubQuestion.objects.filter(question__in=asked, kind=SubQuestion.Kind.CHOICE)
    # Asked in other words it is another question, with a table of its own; the newest stand first.
    words: dict[str, list[str]] = {}
    for part in parts.order_by("-question__year", "position"):
        found = words.setdefault(part.text, [])
        found.extend(choice for choice in part.choices if choice not in found)
    return [
        Trend(text, [(choice, [counts[text, choice, year] for year in years]) for choice in choices])
        for text, choices in words.items()
    ]


def _counts(asked: list[Question]) -> Counter:
    said = AnswerPart.objects.filter(
        answer__question__in=asked, answer__submitted_at__isnull=False, answer__is_late=False
    )
    columns = ("sub_question__text", "choice", "answer__question__year")
    found = said.exclude(choice="").values_list(*columns).annotate(count=Count("pk")).order_by()
    return Counter({(text, choice, year): count for text, choice, year, count in found})
