"""Taking a step on the way of a question: checked against its table, and written down."""

from datetime import datetime

from django.db.models import Q

from members.models import Member
from questions import notifications
from questions.models import Question, StateChange
from questions.models.steps import STEPS


class WrongState(Exception):
    """The question is not at the point where this step belongs, perhaps since a moment ago."""


def begin(question: Question, *, actor: Member | None, now: datetime) -> None:
    """Write down where a question began, inside the transaction that creates it."""
    StateChange.objects.create(question=question, from_state="", to_state=question.state, at=now, by=actor)


def take(
    name: str,
    question: Question,
    *,
    actor: Member | None,
    now: datetime,
    reason: str = "",
    only_if: Q | None = None,
    **columns: object,
) -> None:
    """
    Move a question by the step of this name, inside the transaction of the action that calls it.

    ``columns`` are written with the state; ``only_if`` narrows on which rows the step may land.
    ``actor`` is None when time takes the step. Permission is the caller's to ask.

    :raises WrongState: when it does not stand where the step begins; of two clicks one lands.
    """
    step = STEPS[name]
    # What was loaded may be of a moment ago; a step that is still legal now is taken.
    seen = Question.objects.values_list("state", flat=True).get(pk=question.pk)
    # RACE: the update doubles as the check, so two people taking steps at once cannot both land.
    rows = Question.objects.filter(only_if or Q(), pk=question.pk, state=seen)
    if seen not in step.sources or not rows.update(state=step.target, **columns):
        raise WrongState
    for column, value in columns.items():
        setattr(question, column, value)
    question.state = step.target
    StateChange.objects.create(
        question=question, from_state=seen, to_state=step.target, at=now, by=actor, reason=reason
    )
    notifications.offer_moved(question, now=now)
