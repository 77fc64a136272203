"""What happens after the synthesis is shared: telling back, and rounding off."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from activity import journal
from members.models import Member
from questions import notifications
from questions.actions.steps import WrongState, take
from questions.indexing import index_question
from questions.models import Outcome, Question
from questions.permissions import Roles, may_run_questions, require

State = Question.State
TELLABLE = [
    State.CLOSED, State.INTERPRETING, State.RETURNED, State.SHARED, State.AWAITING,
    State.COMPLETED, State.SECOND_ROUND,
]  # fmt: skip


class NoOutcome(Exception):
    """Nobody has been told what became of the answers."""


class AlreadyTold(Exception):
    """Exactly this outcome was recorded before."""


@transaction.atomic(durable=True)
def record_outcome(
    *,
    question: Question,
    actor: Member,
    happened_on: date,
    text: str,
    nothing_done: bool,
    forum: str = "",
    brought_by: str = "",
    response: str = "",
    follow_up: str,
    review_on: date | None = None,
    now: datetime,
) -> Outcome:
    """
    Write down what the asker did with the answers, and tell everyone who answered.

    :raises WrongState: when the question still takes answers.
    :raises AlreadyTold: when exactly this was recorded before; nobody hears it twice.
    """
    require(may_run_questions(Roles.of(actor)))
    # RACE: the update changes nothing but locks the row, so of two clicks the second waits
    # here and then finds what the first one recorded.
    if not Question.objects.filter(pk=question.pk, state__in=TELLABLE).update(state=F("state")):
        raise WrongState
    if question.outcomes.filter(happened_on=happened_on, text=text, nothing_done=nothing_done).exists():
        raise AlreadyTold
    outcome = Outcome.objects.create(
        question=question,
        happened_on=happened_on,
        text=text,
        nothing_done=nothing_done,
        forum=forum,
        brought_by=brought_by,
        response=response,
        follow_up=follow_up,
        review_on=review_on,
        recorded_at=now,
        recorded_by=actor,
    )
    notifications.outcome_recorded(outcome, now=now)
    index_question(question.pk)
    journal.record("outcome_recorded", question, audience=journal.MEMBERS, actor=actor, now=now)
    return outcome


@transaction.atomic(durable=True)
def complete_question(*, question: Question, actor: Member, now: datetime) -> None:
    """
    Round off a question of which the synthesis was shared and the outcome told.

    :raises NoOutcome: when nothing was told back yet.
    :raises WrongState: when the synthesis was not shared, or it was completed already.
    """
    require(may_run_questions(Roles.of(actor)))
    take("complete", question, actor=actor, now=now)
    if not question.outcomes.exists():
        raise NoOutcome
