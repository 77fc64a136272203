"""What a newcomer sees first: what runs now, two people to call, and one thing to contribute today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from home.models import LessonPage
from home.queries.articles import newest
from home.queries.front import ProgrammeLine, programmes
from learninggroups.models import LearningGroup, Thread
from learninggroups.permissions import Roles
from meetings.queries.pages import next_meetings
from members.queries.profiles import Profile
from members.queries.welcome import people_to_call, themes_of
from questions.models import Question
from questions.queries.site import waiting_for
from themes.models import Theme
from ui.templatetags.ui import moment


@dataclass(frozen=True)
class Contribution:
    """One thing she can do today, in one form: read, react, call, come or write."""

    form: str
    title: str
    address: str
    note: str


@dataclass(frozen=True)
class ThemeLine:
    """A theme on which groups work now."""

    name: str
    address: str
    is_hers: bool


@dataclass(frozen=True, kw_only=True)
class Welcome:
    """The three promises to a new member."""

    themes: list[ThemeLine]
    programmes: list[ProgrammeLine]
    people: list[Profile]
    contributions: list[Contribution]


def welcome(roles: Roles, now: datetime) -> Welcome:
    """Return what is kept of the three promises at this moment, for this member."""
    hers = themes_of(roles)
    people = people_to_call(roles, hers)
    ways = (
        _write(roles, hers, now),
        _react(roles, hers),
        _read(hers),
        _come(roles, now),
        _call(people),
    )
    return Welcome(
        themes=_themes(roles, hers),
        programmes=programmes(),
        people=people,
        contributions=[way for way in ways if way],
    )


def _themes(roles: Roles, hers: Collection[int]) -> list[ThemeLine]:
    alive = LearningGroup.objects.visible_to(roles).current().values("theme")
    themes = Theme.objects.filter(pk__in=alive).order_by("name")
    lines = [
        ThemeLine(theme.name, reverse("home:network", args=[theme.slug]), theme.pk in hers)
        for theme in themes
    ]
    return sorted(lines, key=lambda line: not line.is_hers)


def _write(roles: Roles, hers: Collection[int], now: datetime) -> Contribution | None:
    """A question that waits on her comes first, then an open one of her themes, then any."""
    waiting = waiting_for(roles, now)
    if waiting:
        first = waiting[0]
        return Contribution("Schrijf", first.title, first.url, "Deze vraag wacht op jou.")
    open_now = Question.objects.visible_to(roles).open().filter(deadline_at__gt=now)
    question = (
        open_now.filter(themes__in=hers).order_by("deadline_at", "pk").first()
        or open_now.order_by("deadline_at", "pk").first()
    )
    if question is None:
        return None
    note = f"Gevraagd door {question.asker}. Kost ongeveer {question.effort_minutes} minuten."
    return Contribution("Schrijf", question.title, question.get_absolute_url(), note)


def _react(roles: Roles, hers: Collection[int]) -> Contribution | None:
    threads = Thread.objects.visible_to(roles).open().standing().filter(group__archived_at=None)
    newest_first = threads.select_related("group").order_by("-last_post_at", "-pk")
    thread = newest_first.filter(group__theme__in=hers).first() or newest_first.first()
    if thread is None:
        return None
    note = f"Een gesprek in {thread.group.name}. Zeg in één zin hoe het bij jullie is."
    return Contribution("Reageer", thread.title, thread.get_absolute_url(), note)


def _read(hers: Collection[int]) -> Contribution | None:
    lessons = newest(LessonPage).filter(closed_reason="")
    lesson = lessons.filter(themes__in=hers).first() or lessons.first()
    if lesson is None:
        return None
    note = "Een les van een ander team. Vertel hun wat jij eraan hebt."
    return Contribution("Lees", lesson.title, lesson.address, note)


def _come(roles: Roles, now: datetime) -> Contribution | None:
    meetings = next_meetings(roles, now, 1)
    if not meetings:
        return None
    return Contribution(
        "Kom",
        meetings[0].title,
        meetings[0].get_absolute_url(),
        f"{moment(meetings[0].starts_at).capitalize()}.",
    )


def _call(people: list[Profile]) -> Contribution | None:
    if not people:
        return None
    return Contribution("Bel", people[0].name, people[0].get_absolute_url(), "Vertel waar je nu mee zit.")
