"""An answer by mail: it becomes a draft of the voice that was asked, and is never handed in by itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from inbound.replies import Reply
from members.models import Member
from questions import notifications
from questions.actions import answering
from questions.actions.words import PartWords, Words, parts_said
from questions.models import Answer, Recipient, SubQuestion
from questions.notifications import NotKept
from questions.notifications.about import voices_in
from questions.permissions import Roles, may_speak

GAP = "\n\n"


class SavedMeanwhile(Exception):
    """Somebody saved the same draft at this moment; the mail is read again later."""


def take_reply(*, reply: Reply, now: datetime) -> bool:
    """
    Put a mailed text in the draft of the voice that the letter asked, and tell its writer what to do next.

    Says False when the question is gone. May be done twice with the same reply: words that are
    in the draft already are not put there again.

    :raises SavedMeanwhile: when somebody else saved the draft at the same moment.
    """
    member = Member.objects.active().filter(pk=reply.member_id).first()
    asked = Recipient.objects.filter(pk__in=voices_in(reply.about)).order_by("pk")
    recipients = list(asked.select_related("question", "organization"))
    if member is None or not recipients:
        return False
    refused = _refusal(member, recipients, reply)
    if refused:
        _tell_not_kept(member=member, recipients=recipients, reason=refused, reply=reply, now=now)
        return True
    recipient = recipients[0]
    sub_questions = list(recipient.question.sub_questions.order_by("position"))
    place = next((each for each in sub_questions if each.kind != SubQuestion.Kind.CHOICE), None)
    try:
        refused = _write(member, recipient, place, reply, now) if place else NotKept.NO_TEXT_ASKED
    except PermissionDenied:
        refused = NotKept.NOT_HERS
    if refused:
        _tell_not_kept(member=member, recipients=recipients, reason=refused, reply=reply, now=now)
    else:
        _tell_kept(
            member=member,
            recipient=recipient,
            place=place,
            several=len(sub_questions) > 1,
            reply=reply,
            now=now,
        )
    return True


def _refusal(member: Member, recipients: Sequence[Recipient], reply: Reply) -> NotKept | None:
    """Return what is known to be in the way before the draft is opened."""
    roles = Roles.of(member)
    if not reply.is_from_her:
        return NotKept.OTHER_ADDRESS
    if not any(may_speak(roles, recipient) for recipient in recipients):
        return NotKept.NOT_HERS
    if len(recipients) > 1:
        return NotKept.WHICH_VOICE
    return None if reply.text else NotKept.EMPTY


def _write(
    member: Member, recipient: Recipient, place: SubQuestion, reply: Reply, now: datetime
) -> NotKept | None:
    """Put the text below what the draft says already; return what was in the way."""
    voice = {"organization": recipient.organization_id, "member": recipient.member_id}
    answer = Answer.objects.filter(question=recipient.question_id, **voice).first()
    said = parts_said(answer.parts.order_by("sub_question_id", "reading")) if answer else ()
    before = next((part for part in said if part.key == (place.pk, 1)), PartWords(place.pk))
    if reply.text in before.text:
        return None
    part = replace(before, text=f"{before.text}{GAP}{reply.text}".strip(), has_no_experience=False)
    try:
        saved = answering.save_answer(
            question=recipient.question,
            organization=recipient.organization,
            actor=member,
            words=Words(
                parts=(part,),
                readers=answer.readers if answer else None,
                place_id=answer.place_id if answer else None,
            ),
            based_on=answer.version if answer else 0,
            submitting=False,
            only_drafts=True,
            now=now,
        )
    except answering.QuestionClosed:
        return NotKept.CLOSED
    except answering.AlreadyAnswered:
        return NotKept.HANDED_IN
    if saved.has_clash:
        raise SavedMeanwhile
    return None


@transaction.atomic(durable=True)
def _tell_kept(
    *, member: Member, recipient: Recipient, place: SubQuestion, several: bool, reply: Reply, now: datetime
) -> None:
    notifications.reply_kept(member, recipient, place, several, reply, now)


@transaction.atomic(durable=True)
def _tell_not_kept(
    *, member: Member, recipients: Sequence[Recipient], reason: NotKept, reply: Reply, now: datetime
) -> None:
    notifications.reply_not_kept(member, recipients, reason, reply, now)
