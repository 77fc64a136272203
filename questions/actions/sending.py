"""Sending a draft as it is, without opening it to write on."""

from datetime import datetime

from django.db import transaction

from members.models import Member
from questions.models import Answer, Question, Recipient
from questions.permissions import Roles, may_speak, require


class NothingToSend(Exception):
    """There is no draft any more, or the question takes no answers now."""


@transaction.atomic(durable=True)
def send_as_it_is(*, recipient: Recipient, actor: Member, now: datetime) -> None:
    """
    Hand in the draft of this voice without a change.

    :raises NothingToSend: when it was sent or withdrawn meanwhile, or the deadline has passed.
    """
    require(may_speak(Roles.of(actor), recipient))
    # RACE: whoever writes, sends or closes waits for this row, so a draft is sent once and in time.
    takes_answers = Question.objects.open().filter(pk=recipient.question_id, deadline_at__gt=now)
    if not takes_answers.select_for_update(no_key=True).first():
        raise NothingToSend
    drafts = Answer.objects.filter(
        question=recipient.question_id,
        organization=recipient.organization_id,
        member=recipient.member_id,
        submitted_at=None,
        withdrawn_at=None,
    )
    if not drafts.update(submitted_at=now):
        raise NothingToSend
    Recipient.objects.filter(pk=recipient.pk).update(
        reaction=Recipient.Reaction.ANSWERED, reacted_at=now, reacted_by=actor
    )
