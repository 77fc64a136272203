"""National programmes: what there is of each, as a line in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Prefetch
from django.utils import timezone

from home.models.developments import DevelopmentPage
from home.models.lessons import LessonPage
from home.queries.articles import Teaser, current_developments, teasers
from learninggroups.permissions import Roles
from meetings.models import Meeting
from questions.models import Outcome, Question
from themes.models import Programme


@dataclass(frozen=True, kw_only=True)
class Moment:
    """
    One thing on the line of a programme.

    ``at`` is where it stands on the line, ``told_at`` when people could first know of it.
    """

    kind: str
    title: str
    address: str
    at: datetime
    told_at: datetime
    text: str = ""
    by: str = ""
    # What became of it: an outcome, or that it does not take place.
    note: str = ""
    has_hour: bool = False
    is_over: bool = False
    successor: str = ""
    successor_address: str = ""


@dataclass(frozen=True, kw_only=True)
class Year:
    """One year of the line, the newest first."""

    number: int
    moments: list[Moment]


@dataclass(frozen=True, kw_only=True)
class ProgrammePage:
    """What the page of a programme shows, as far as this person may see it."""

    years: list[Year]
    is_over: bool


@dataclass(frozen=True, kw_only=True)
class ProgrammeLine:
    """One programme in a list, with the newest that holds of it."""

    programme: Programme
    newest: Teaser | None


def programme_page(roles: Roles, programme: Programme, today: date) -> ProgrammePage:
    """Return the page of one programme: everything that was made of it, the newest first."""
    moments = line_of(roles, programme, today)
    years = groupby(moments, key=lambda moment: timezone.localdate(moment.at).year)
    return ProgrammePage(
        years=[Year(number=number, moments=list(of_year)) for number, of_year in years],
        is_over=programme.ends_on is not None and programme.ends_on < today,
    )


def line_of(roles: Roles, programme: Programme, today: date) -> list[Moment]:
    """Return everything that this person may see of a programme, the newest first."""
    moments = [
        *_summaries(programme, today),
        *_questions(roles, programme),
        *_lessons(programme),
        *_meetings(roles, programme),
    ]
    return sorted(moments, key=lambda moment: (moment.at, moment.address), reverse=True)


def programme_list(roles: Roles, today: date) -> list[ProgrammeLine]:
    """Return every programme in its order, with the newest summary of it that still holds."""
    newest: dict[int, DevelopmentPage] = {}
    for development in current_developments(today).exclude(programme=None):
        newest.setdefault(development.programme_id, development)
    shown = dict(zip(newest, teasers(newest.values(), roles, today), strict=True))
    programmes = Programme.objects.order_by("position", "name")
    return [ProgrammeLine(programme=one, newest=shown.get(one.pk)) for one in programmes]


def _summaries(programme: Programme, today: date) -> Iterable[Moment]:
    pages = DevelopmentPage.objects.live().public().filter(programme=programme)
    for page in pages.exclude(first_published_at=None).select_related("superseded_by"):
        successor = page.superseded_by if page.superseded_by and page.superseded_by.live else None
        yield Moment(
            kind="samenvatting",
            title=page.title,
            address=page.address,
            at=page.first_published_at,
            told_at=page.first_published_at,
            text=page.lead,
            by=page.sender,
            is_over=successor is not None or page.has_lapsed(today),
            successor=successor.title if successor else "",
            successor_address=successor.address if successor else "",
        )


def _questions(roles: Roles, programme: Programme) -> Iterable[Moment]:
    newest = Prefetch("outcomes", Outcome.objects.order_by("recorded_at", "pk"))
    questions = Question.objects.visible_to(roles).asked().filter(programme=programme)
    for question in questions.prefetch_related(newest):
        outcome = list(question.outcomes.all())[-1:]
        yield Moment(
            kind="landelijke vraag",
            title=question.title,
            address=question.get_absolute_url(),
            at=question.opened_at,
            told_at=question.opened_at,
            text=outcome[0].text if outcome else "",
            by=question.asker,
            note="terugkoppeling" if outcome else question.get_state_display(),
        )


def _lessons(programme: Programme) -> Iterable[Moment]:
    lessons = LessonPage.objects.live().public().filter(programme=programme)
    for lesson in lessons.exclude(first_published_at=None):
        yield Moment(
            kind="les",
            title=lesson.title,
            address=lesson.address,
            at=lesson.first_published_at,
            told_at=lesson.first_published_at,
            text=lesson.lead if lesson.is_open else "",
            by=lesson.sender,
            note="" if lesson.is_open else "voor leden",
        )


def _meetings(roles: Roles, programme: Programme) -> Iterable[Moment]:
    for meeting in Meeting.objects.visible_to(roles).filter(programme=programme):
        yield Moment(
            kind="bijeenkomst",
            has_hour=True,
            title=meeting.title,
            address=meeting.get_absolute_url(),
            at=meeting.starts_at,
            told_at=meeting.planned_at,
            text=meeting.about,
            note="gaat niet door" if meeting.cancelled_at else "",
            is_over=meeting.cancelled_at is not None,
        )
