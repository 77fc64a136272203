"""What the front page shows."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from home.models.articles import NewsPage
from home.models.lessons import LessonPage
from home.queries.articles import Teaser, current_developments, newest, teasers
from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles
from meetings.models import Meeting
from meetings.queries.pages import next_meetings
from questions.models import Outcome, Question

FRONT_GROUPS = 6
FRONT_MEETINGS = 2


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """A learning group as a visitor sees it: what for, and whom to call."""

    name: str
    address: str
    purpose: str
    contact_line: str


@dataclass(frozen=True, kw_only=True)
class QuestionLine:
    """One national question on the front page, with what was done with it so far."""

    title: str
    address: str
    asker: str
    is_open: bool
    deadline_at: datetime | None
    outcome: str
    outcome_on: date | None


@dataclass(frozen=True, kw_only=True)
class FrontPageContent:
    """What plays now."""

    developments: list[Teaser]
    lessons: list[Teaser]
    news: list[Teaser]
    groups: list[GroupLine]
    group_count: int
    question: QuestionLine | None
    meetings: list[Meeting]


def front_page(roles: Roles, now: datetime) -> FrontPageContent:
    """Return what the front page shows: the newest of each kind, as far as it still holds."""
    today = timezone.localdate(now)
    groups = LearningGroup.objects.visible_to(roles).current().order_by("name")
    return FrontPageContent(
        developments=teasers(current_developments(today)[:3], roles, today),
        lessons=teasers(newest(LessonPage).filter(closed_reason="")[:3], roles, today),
        news=teasers(newest(NewsPage)[:3], roles, today),
        groups=[
            GroupLine(
                name=group.name,
                address=group.get_absolute_url(),
                purpose=group.purpose,
                contact_line=group.contact_line,
            )
            for group in groups[:FRONT_GROUPS]
        ],
        group_count=groups.count(),
        question=_question_on_front(roles),
        meetings=next_meetings(roles, now, FRONT_MEETINGS),
    )


def _question_on_front(roles: Roles) -> QuestionLine | None:
    """Return the question that closes first, or else the last one of which the outcome is known."""
    questions = Question.objects.visible_to(roles)
    outcome = None
    question = questions.open().order_by("deadline_at", "pk").first()
    if question is None:
        outcome = (
            Outcome.objects.filter(question__in=questions.filter(state=Question.State.COMPLETED))
            .select_related("question")
            .order_by("-happened_on", "-pk")
            .first()
        )
        if outcome is None:
            return None
        question = outcome.question
    return QuestionLine(
        title=question.title,
        address=question.get_absolute_url(),
        asker=question.asker,
        is_open=outcome is None,
        deadline_at=question.deadline_at,
        outcome=outcome.text if outcome else "",
        outcome_on=outcome.happened_on if outcome else None,
    )
