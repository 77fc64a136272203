"""An answer that was spoken and typed by another: it counts once the speaker approved the text by code."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from members.models import Member
from questions import notifications
from questions.actions.answering import AlreadyAnswered, QuestionClosed, locked, mark_answered, write_words
from questions.actions.words import Words
from questions.models import Answer, Approval, Question, Recipient
from questions.permissions import Roles, may_speak, may_take_down, require
from questions.queries.codes import code_hash, new_code

LASTS = timedelta(days=14)
# Until the answers are laid before the respondents, a text that was typed in time can still be approved.
APPROVABLE = [Question.State.OPEN, Question.State.CLOSED, Question.State.INTERPRETING]


class TextBegun(Exception):
    """This voice has a text of its own, which a typed one may not take the place of."""


class ApprovalGone(Exception):
    """There is nothing to approve here any more: it was answered, ended, or the text was changed."""


@transaction.atomic(durable=True)
def take_down(
    *, recipient: Recipient, speaker: Member, actor: Member, words: Words, now: datetime
) -> Approval:
    """
    Write down what somebody said, for her own voice or her organisation's, and ask her whether it is right.

    The text is a draft that nobody reads but its own people, until she says yes. Typing it
    again asks her again, and the code from before works no more.

    :raises QuestionClosed: when the question takes no answers.
    :raises AlreadyAnswered: when this voice handed in an answer.
    :raises TextBegun: when this voice began a text of its own.
    """
    require(may_take_down(Roles.of(actor), recipient) and may_speak(Roles.of(speaker), recipient))
    question, takes_answers = locked(recipient.question, now)
    if not takes_answers:
        raise QuestionClosed
    answer = Answer.objects.filter(
        question=question, organization=recipient.organization_id, member=recipient.member_id
    ).first()
    if answer and answer.submitted_at:
        raise AlreadyAnswered
    if answer and answer.typed_by_id is None:
        raise TextBegun
    answer = answer or Answer(
        question=question,
        organization_id=recipient.organization_id,
        member_id=recipient.member_id,
        started_at=now,
        version=0,
    )
    answer.typed_by = actor
    write_words(answer, actor, words, question, now)
    return ask_approval(answer, speaker, now=now)


def ask_approval(answer: Answer, speaker: Member, *, now: datetime) -> Approval:
    """Ask somebody whether a typed text is right; who was asked before is asked no more."""
    answer.approvals.filter(approved_at=None, refused_at=None).update(expires_at=now)
    code = new_code()
    approval = Approval.objects.create(
        answer=answer,
        speaker=speaker,
        answer_version=answer.version,
        code_hash=code_hash("approval", code),
        asked_at=now,
        expires_at=now + LASTS,
    )
    notifications.approval_asked(approval, code, now=now)
    return approval


@transaction.atomic(durable=True)
def approve(*, approval: Approval, now: datetime) -> Answer:
    """
    Say yes to the text; from now on it is her answer, late when the question closed meanwhile.

    :raises ApprovalGone: when the text was changed, the code ended, a word was given before, or she
        speaks for this organisation no longer.
    """
    question, takes_answers = locked(approval.answer.question, now)
    if question.state not in APPROVABLE or not _still_speaks(approval):
        raise ApprovalGone
    _settle(approval, now, approved_at=now)
    # RACE: the version is asked again here, so nobody approves words that were typed a moment ago.
    counted = Answer.objects.filter(
        pk=approval.answer_id, version=approval.answer_version, submitted_at=None, withdrawn_at=None
    ).update(submitted_at=now, is_late=not takes_answers, last_editor=approval.speaker)
    if not counted:
        raise ApprovalGone
    answer = Answer.objects.get(pk=approval.answer_id)
    mark_answered(answer, approval.speaker, now)
    return answer


@transaction.atomic(durable=True)
def refuse(*, approval: Approval, note: str, now: datetime) -> None:
    """
    Say that the text is not right, and let whoever typed it know why.

    :raises ApprovalGone: when a word was given before, or the code ended.
    """
    _settle(approval, now, refused_at=now, note=note)
    approval.refresh_from_db()
    notifications.approval_refused(approval, now=now)


def _still_speaks(approval: Approval) -> bool:
    """Who left the organisation, or handed her role over, does not speak for it with an old code."""
    answer = approval.answer
    if answer.organization_id is None:
        return True
    asked = Recipient.objects.filter(question=answer.question_id, organization=answer.organization_id).first()
    asked = asked or Recipient(question_id=answer.question_id, organization_id=answer.organization_id)
    return may_speak(Roles.of(approval.speaker), asked)


def _settle(approval: Approval, now: datetime, **columns: object) -> None:
    """Give the one word there is to give; of two windows one lands."""
    waiting = Approval.objects.filter(
        pk=approval.pk,
        approved_at=None,
        refused_at=None,
        expires_at__gt=now,
        answer__version=F("answer_version"),
    )
    if not waiting.update(**columns):
        raise ApprovalGone
