"""Writing the letters with which a question opens, as the worker does."""

from datetime import datetime

from members.models import Member
from questions.models import Question
from questions.notifications import Opening


def write_opening(question: Question, now: datetime) -> int:
    """Write the letter to everybody who is asked."""
    return Opening(question).write(list(Member.objects.order_by("pk")), now)
