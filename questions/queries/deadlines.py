"""Until when landelijke vragen wait for somebody, for her own calendar."""

from datetime import datetime

from learninggroups.permissions import Roles
from meetings.queries.deadlines import Deadline
from questions.models import Question, Recipient


def deadlines_of(roles: Roles, now: datetime) -> list[Deadline]:
    """Return the questions that she, or an organisation she speaks for, did not react to yet; one query."""
    waiting = Recipient.objects.waiting().of(roles).values("question")
    asked = Question.objects.open().filter(pk__in=waiting, deadline_at__gt=now)
    return [
        Deadline(
            key=f"landelijke-vraag-{question.pk}",
            title=f"Landelijke vraag: {question.title}",
            path=question.get_absolute_url(),
            until=question.deadline_at,
        )
        for question in asked.order_by("deadline_at", "pk")
    ]
