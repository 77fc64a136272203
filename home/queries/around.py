"""What stands around a summary of a development: what came after and before it, questions, and the like."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from learninggroups.permissions import Roles
from meetings.models import Meeting
from questions.models import Question

if TYPE_CHECKING:
    # The page asks this module what to show, so it stands below the models.
    from home.models import DevelopmentPage, Enquiry, LessonPage

OF_EACH = 2


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What a summary leads to, as far as this person may see it."""

    successor: DevelopmentPage | None
    replaced: list[DevelopmentPage]
    enquiries: list[Enquiry]
    questions: list[Question]
    lessons: list[LessonPage]
    meetings: list[Meeting]

    @property
    def is_related(self) -> bool:
        """Whether there is anything else of the same programme."""
        return bool(self.questions or self.lessons or self.meetings)


def around(roles: Roles, page: DevelopmentPage, now: datetime) -> Surroundings:
    """Return what stands around one summary."""
    successor = page.superseded_by
    enquiries = page.enquiries.visible_to(roles).in_turn()
    questions, lessons, meetings = _of_same_programme(roles, page, now)
    return Surroundings(
        successor=successor if successor and successor.live else None,
        replaced=list(page.supersedes.live().order_by("-first_published_at", "-pk")),
        enquiries=list(enquiries.select_related("asker", "organization", "answered_by")),
        questions=questions,
        lessons=lessons,
        meetings=meetings,
    )


def _of_same_programme(roles: Roles, page: DevelopmentPage, now: datetime) -> tuple[list, list, list]:
    programme = page.programme
    if programme is None:
        return [], [], []
    questions = programme.questions.visible_to(roles).asked().order_by("-opened_at", "-pk")
    lessons = programme.lessons.live().filter(closed_reason="").order_by("-first_published_at", "-pk")
    meetings = programme.meetings.visible_to(roles).upcoming(now).filter(cancelled_at=None)
    return list(questions[:OF_EACH]), list(lessons[:OF_EACH]), list(meetings[:OF_EACH])
