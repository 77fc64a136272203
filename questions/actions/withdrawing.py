"""Coming back on an answer: making it a draft again, or withdrawing it for good."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from members.models import Member
from questions.actions.answering import QuestionClosed, locked, recipient_of
from questions.actions.consent import note_withdrawal
from questions.models import Answer, Question, Recipient
from questions.permissions import Roles, may_change_answer, require


class NotHandedIn(Exception):
    """There is nothing to withdraw: the answer is a draft, or was withdrawn already."""


@transaction.atomic(durable=True)
def take_back_answer(*, answer: Answer, actor: Member, now: datetime) -> None:
    """
    Make a draft again of what was handed in, as long as the question is open.

    :raises QuestionClosed: when answers can no longer be changed.
    """
    require(may_change_answer(Roles.of(actor), answer))
    _, takes_answers = locked(answer.question, now)
    if not takes_answers:
        raise QuestionClosed
    Answer.objects.filter(pk=answer.pk).update(submitted_at=None)
    recipient_of(answer).update(reaction=Recipient.Reaction.NONE, reacted_at=None, reacted_by=None)


@transaction.atomic(durable=True)
def withdraw_answer(*, answer: Answer, actor: Member, now: datetime) -> None:
    """
    Take away every word of an answer that was handed in, at any time; what is left is that it was there.

    Each synthesis that used it is flagged, and does without it from now on. Whoever withdrew
    gets no reminders: she reacted.

    :raises NotHandedIn: when there is nothing to withdraw.
    """
    require(may_change_answer(Roles.of(actor), answer))
    handed_in = Answer.objects.submitted().filter(pk=answer.pk)
    withdrawn = handed_in.update(
        submitted_at=None,
        withdrawn_at=now,
        changed_at=now,
        last_editor=actor,
        readers=Question.Visibility.TEAM,
        version=F("version") + 1,
    )
    if not withdrawn:
        raise NotHandedIn
    answer.parts.update(
        text="", choice="", held_by="", nature="", has_no_experience=False, may_be_quoted=False
    )
    answer.versions.all().delete()
    note_withdrawal(answer, now=now)
