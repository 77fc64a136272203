"""Towards the opening: a second pair of eyes, and choosing the moment."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from members.models import Member
from questions.actions.asking import NotReady, missing_before_opening
from questions.actions.steps import WrongState, take
from questions.models import Question
from questions.permissions import Roles, may_run_questions, require
from questions.queries.marks import mark_of


class OwnWords(Exception):
    """Somebody else must look: this person edited the question last."""


class TextChanged(Exception):
    """The question says something else than what this person read."""


class WrongMoment(Exception):
    """A question opens in the future, and before its deadline."""


@transaction.atomic(durable=True)
def approve_question(*, question: Question, actor: Member, seen: str, now: datetime) -> None:
    """
    Find a draft ready, as somebody who did not edit it last; ``seen`` is the mark of what she read.

    :raises OwnWords: when this person edited it last.
    :raises NotReady: when something is missing.
    :raises TextChanged: when it was edited since she read it.
    :raises WrongState: when it is no draft.
    """
    require(may_run_questions(Roles.of(actor)))
    question.refresh_from_db()
    if question.state != Question.State.DRAFT:
        raise WrongState
    problems = missing_before_opening(question, now=now)
    if problems:
        raise NotReady(problems)
    if question.edited_by_id == actor.pk:
        raise OwnWords
    if mark_of(question) != seen:
        raise TextChanged
    # RACE: if she edited it herself in another window meanwhile, the step does not land.
    take("approve", question, actor=actor, now=now, only_if=~Q(edited_by=actor), ready_by=actor)


@transaction.atomic(durable=True)
def reopen_draft(*, question: Question, actor: Member, now: datetime) -> None:
    """
    Make a question that was found ready, or planned, a draft again.

    :raises WrongState: when it was neither, or opened meanwhile.
    """
    require(may_run_questions(Roles.of(actor)))
    take("reopen_draft", question, actor=actor, now=now, ready_by=None, opens_at=None)


@transaction.atomic(durable=True)
def schedule_question(*, question: Question, actor: Member, opens_at: datetime, now: datetime) -> None:
    """
    Choose the moment at which a question that was found ready opens by itself.

    :raises WrongMoment: when that moment is past, or not before the deadline.
    :raises WrongState: when it was not found ready.
    """
    require(may_run_questions(Roles.of(actor)))
    if opens_at <= now or (question.deadline_at and opens_at >= question.deadline_at):
        raise WrongMoment
    take("schedule", question, actor=actor, now=now, opens_at=opens_at)
