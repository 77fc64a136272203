"""Leaving the way: a question that is withdrawn, or goes on in another."""

from datetime import datetime

from django.db import transaction

from activity import journal
from members.models import Member
from questions import notifications
from questions.actions.steps import take
from questions.indexing import index_question
from questions.models import Question
from questions.models.steps import BEFORE_OPENING
from questions.permissions import Roles, may_run_questions, require

MERGEABLE_INTO = {*BEFORE_OPENING, Question.State.OPEN}


class NoReason(Exception):
    """People who were asked have a right to know why it stops."""


class NotAnother(Exception):
    """A question goes on in another one that is still on its way."""


@transaction.atomic(durable=True)
def withdraw_question(*, question: Question, actor: Member, reason: str, now: datetime) -> None:
    """
    Stop asking, for a reason that stays to be read, and tell whoever got the question.

    Letters that still lie ready do not leave: they are asked for again before they go.

    :raises NoReason: when no reason is given.
    :raises WrongState: when its synthesis was shared, or it ended before.
    """
    require(may_run_questions(Roles.of(actor)))
    if not reason.strip():
        raise NoReason
    take("withdraw", question, actor=actor, now=now, reason=reason, withdrawn_reason=reason)
    question.refresh_from_db()
    if question.opened_at is None:
        return
    Question.objects.filter(pk=question.pk, closed_at=None).update(closed_at=now)
    notifications.question_withdrawn(question, now=now)
    journal.retract(question, ["question_opened"])
    index_question(question.pk)


@transaction.atomic(durable=True)
def merge_question(*, question: Question, into: Question, actor: Member, now: datetime) -> None:
    """
    Let a question that nobody was asked yet go on in another.

    :raises NotAnother: when that is the question itself, or one that takes no more changes.
    :raises WrongState: when it was opened, or ended before.
    """
    require(may_run_questions(Roles.of(actor)))
    # RACE: both rows are held, in one order, so that two questions cannot vanish into each other.
    held = Question.objects.select_for_update().filter(pk__in=[question.pk, into.pk]).order_by("pk")
    states = dict(held.values_list("pk", "state"))
    if question.pk == into.pk or states[into.pk] not in MERGEABLE_INTO:
        raise NotAnother
    take("merge", question, actor=actor, now=now, merged_into=into)
