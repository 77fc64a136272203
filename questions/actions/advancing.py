"""What time does to a question: it opens, closes, and asks for the outcome; all computed from rows."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from mailing.hours import is_daytime
from members.models import PROGRAMME_TEAM, Member
from questions import notifications
from questions.actions.asking import EmptyAudience, NotReady, open_on_time
from questions.actions.steps import WrongState, take
from questions.models import Question

EMPTY = "De doelgroep bereikt niemand."
OUTCOME_AFTER = timedelta(days=21)
OUTCOME_AGAIN_AFTER = timedelta(days=30)


def open_due_questions(*, now: datetime) -> int:
    """Open every planned question whose moment has come, and return how many."""
    return sum(_open_planned(question, now) for question in Question.objects.due_to_open(now))


def close_due_questions(*, now: datetime) -> int:
    """Close every question whose deadline has passed, and return how many."""
    return sum(_close(question, now) for question in Question.objects.due_to_close(now))


def await_outcomes(*, now: datetime) -> int:
    """Say of every question that was shared but not told back in time that this is still to come."""
    due = Question.objects.awaiting_outcome(closed_before=now - OUTCOME_AFTER)
    return sum(_await_outcome(question, now) for question in due.filter(state=Question.State.SHARED))


def remind_of_outcomes(*, now: datetime) -> int:
    """Remind the owner of a question, 21 days after its closing and then every 30, until it is told back."""
    if not is_daytime(now):
        return 0
    due = Question.objects.awaiting_outcome(closed_before=now - OUTCOME_AFTER).filter(
        Q(outcome_reminded_at=None) | Q(outcome_reminded_at__lte=now - OUTCOME_AGAIN_AFTER)
    )
    return sum(_remind_of_outcome(question, now) for question in due.select_related("owner"))


def _open_planned(question: Question, now: datetime) -> bool:
    try:
        open_on_time(question=question, now=now)
    except WrongState:
        return False
    except (NotReady, EmptyAudience) as refusal:
        reason = EMPTY if isinstance(refusal, EmptyAudience) else " ".join(refusal.problems.values())
        _cannot_open(question, reason, now)
        return False
    return True


@transaction.atomic(durable=True)
def _cannot_open(question: Question, reason: str, now: datetime) -> None:
    """Make a planned question a draft again, so that somebody mends it."""
    with suppress(WrongState):
        take("reopen_draft", question, actor=None, now=now, reason=reason, ready_by=None, opens_at=None)


@transaction.atomic(durable=True)
def _close(question: Question, now: datetime) -> bool:
    # RACE: a deadline that was moved in this moment keeps the question open.
    passed = Q(deadline_at__lte=now)
    with suppress(WrongState):
        take("close", question, actor=None, now=now, only_if=passed, closed_at=now)
    return question.state == Question.State.CLOSED


@transaction.atomic(durable=True)
def _await_outcome(question: Question, now: datetime) -> bool:
    with suppress(WrongState):
        take("await", question, actor=None, now=now)
    return question.state == Question.State.AWAITING


@transaction.atomic(durable=True)
def _remind_of_outcome(question: Question, now: datetime) -> int:
    # RACE: the update is the claim: a second worker finds no row.
    claimed = Question.objects.filter(
        pk=question.pk, outcome_reminded_at=question.outcome_reminded_at, outcomes=None
    ).update(outcome_reminded_at=now)
    return notifications.outcome_reminder(question, _owners_of(question), now) if claimed else 0


def _owners_of(question: Question) -> list[Member]:
    """Return the owner, or the whole programme team when she is no longer there."""
    if question.owner and question.owner.is_active:
        return [question.owner]
    return list(Member.objects.active().filter(groups__name=PROGRAMME_TEAM).order_by("pk"))
