"""Reminders to people who have not reacted."""

from datetime import datetime

from mailing.letters import LetterKind
from questions.models import Question
from questions.notifications.opening import ASKED, ask_people, still_asked
from questions.queries.people import waiting_people


def question_reminder(question: Question, moment: str, now: datetime) -> int:
    """
    Write one letter to each person with a voice that has not reacted.

    ``moment`` is ``halfway`` or ``last``; each gives at most one letter per person.
    """
    return ask_people("question_reminder", question, waiting_people(question.pk), moment, now)


KINDS = [
    LetterKind(
        "question_reminder", reason=ASKED, list_name="landelijke-vragen", wanted=still_asked, by_day=True
    ),
]
