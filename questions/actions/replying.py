"""
An answer by mail, in the voice that was asked: handed in when nothing about it is uncertain, else a draft.

Who is known to have written *niet voor ons* or *bel mij* says just that.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from inbound.replies import Reply, Unproven
from members.models import Member
from questions import notifications
from questions.actions import answering
from questions.actions.said_by_mail import Said, said_in
from questions.actions.words import PartWords, Words, parts_said
from questions.models import LONGEST_TEXT, Answer, Recipient, SubQuestion
from questions.notifications import Kept, NotKept
from questions.notifications.about import voices_in
from questions.permissions import Roles, may_speak

GAP = "\n\n"
# Fewer may be a word of thanks, and no answer.
FEWEST_WORDS = 5


class SavedMeanwhile(Exception):
    """Somebody saved the same draft at this moment; the mail is read again later."""


def take_reply(*, reply: Reply, now: datetime) -> bool:
    """
    Make a mailed text the answer of the voice that the letter asked, or its draft, and tell its writer.

    Says False when the question is gone. May be done twice with the same reply: words that are
    in the answer already are not put there again.

    :raises SavedMeanwhile: when somebody else saved the draft at the same moment.
    :raises Unproven: when it came from somebody else's address.
    """
    member = Member.objects.active().filter(pk=reply.member_id).first()
    asked = Recipient.objects.filter(pk__in=voices_in(reply.about)).order_by("pk")
    recipients = list(asked.select_related("question", "organization"))
    if member is None or not recipients:
        return False
    if not reply.is_from_her:
        raise Unproven
    refused = _refusal(member, recipients, reply)
    if refused:
        _tell_not_kept(member=member, recipients=recipients, reason=refused, reply=reply, now=now)
        return True
    recipient = recipients[0]
    said = said_in(reply.text, member.phone) if reply.is_proven else None
    if said:
        _react(member=member, recipient=recipient, said=said, reply=reply, now=now)
        return True
    sub_questions = list(recipient.question.sub_questions.order_by("position"))
    place = next((each for each in sub_questions if each.kind != SubQuestion.Kind.CHOICE), None)
    try:
        kept = _write(member, recipient, place, len(sub_questions), reply, now) if place else None
        refused = None if place else NotKept.NO_TEXT_ASKED
    except tuple(_REFUSALS) as error:
        refused = _REFUSALS[type(error)]
    if refused:
        _tell_not_kept(member=member, recipients=recipients, reason=refused, reply=reply, now=now)
    else:
        _tell_kept(member=member, recipient=recipient, place=place, kept=kept, reply=reply, now=now)
    return True


def _react(*, member: Member, recipient: Recipient, said: Said, reply: Reply, now: datetime) -> None:
    """Let the voice say what she mailed instead of an answer, and tell her that it does."""
    try:
        answering.react(recipient=recipient, actor=member, now=now, **asdict(said))
    except tuple(_REFUSALS) as error:
        reason = _REFUSALS[type(error)]
        _tell_not_kept(member=member, recipients=[recipient], reason=reason, reply=reply, now=now)
    else:
        _tell_reaction(member=member, recipient=recipient, said=said, reply=reply, now=now)


class TooLong(Exception):
    """With these words the answer would be longer than one can be."""


_REFUSALS = {
    PermissionDenied: NotKept.NOT_HERS,
    answering.QuestionClosed: NotKept.CLOSED,
    answering.AlreadyAnswered: NotKept.HANDED_IN,
    TooLong: NotKept.TOO_LONG,
}


def _refusal(member: Member, recipients: Sequence[Recipient], reply: Reply) -> NotKept | None:
    """Return what is known to be in the way before the draft is opened."""
    roles = Roles.of(member)
    if not any(may_speak(roles, recipient) for recipient in recipients):
        return NotKept.NOT_HERS
    if len(recipients) > 1:
        return NotKept.WHICH_VOICE
    return None if reply.text else NotKept.EMPTY


def _write(
    member: Member, recipient: Recipient, place: SubQuestion, count: int, reply: Reply, now: datetime
) -> Kept:
    """Put the text below what the draft says already, and hand it in when nothing is uncertain."""
    voice = {"organization": recipient.organization_id, "member": recipient.member_id}
    answer = Answer.objects.filter(question=recipient.question_id, **voice).first()
    said = parts_said(answer.parts.order_by("sub_question_id", "reading")) if answer else ()
    before = next((part for part in said if part.key == (place.pk, 1)), PartWords(place.pk))
    kept = _what_becomes_of(reply, count, said, _places(member, recipient))
    if f"{GAP}{reply.text}{GAP}" in f"{GAP}{before.text}{GAP}":
        # Read before, and nobody was told yet; or sent twice.
        return Kept.ANSWER if answer and answer.submitted_at else Kept.GOES_ON
    part = replace(before, text=f"{before.text}{GAP}{reply.text}".strip(), has_no_experience=False)
    if len(part.text) > LONGEST_TEXT:
        raise TooLong
    saved = answering.save_answer(
        question=recipient.question,
        organization=recipient.organization,
        actor=member,
        words=Words(
            parts=(part,),
            readers=answer.readers if answer else None,
            place_id=answer.place_id if answer else _only(_places(member, recipient)),
        ),
        based_on=answer.version if answer else 0,
        submitting=kept is Kept.ANSWER,
        only_drafts=True,
        now=now,
    )
    if saved.has_clash:
        raise SavedMeanwhile
    return kept


def _what_becomes_of(reply: Reply, count: int, said: Sequence[PartWords], places: Collection[int]) -> Kept:
    """Return whether a mail is handed in, or else why it waits as a draft for its writer to look at."""
    if not reply.is_proven:
        return Kept.UNPROVEN
    if count > 1:
        return Kept.SEVERAL
    if any(part.says_something for part in said):
        return Kept.GOES_ON
    if len(places) > 1:
        return Kept.WHICH_PLACE
    return Kept.ANSWER if len(reply.text.split()) >= FEWEST_WORDS else Kept.SHORT


def _places(member: Member, recipient: Recipient) -> Collection[int]:
    """Return beside the name of which organisations a personal answer may stand."""
    return () if recipient.organization_id else Roles.of(member).organization_ids


def _only(places: Collection[int]) -> int | None:
    return next(iter(places)) if len(places) == 1 else None


@transaction.atomic(durable=True)
def _tell_kept(
    *, member: Member, recipient: Recipient, place: SubQuestion, kept: Kept, reply: Reply, now: datetime
) -> None:
    if kept is Kept.ANSWER:
        notifications.reply_answered(member, recipient, place, reply, now)
    else:
        notifications.reply_kept(member, recipient, place, kept, reply, now)


@transaction.atomic(durable=True)
def _tell_reaction(*, member: Member, recipient: Recipient, said: Said, reply: Reply, now: datetime) -> None:
    notifications.reply_reaction(member, recipient, asdict(said), reply, now)


@transaction.atomic(durable=True)
def _tell_not_kept(
    *, member: Member, recipients: Sequence[Recipient], reason: NotKept, reply: Reply, now: datetime
) -> None:
    notifications.reply_not_kept(member, recipients, reason, reply, now)
