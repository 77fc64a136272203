"""A question that a national party offers, and prepares together with the programme team."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from members.actions.invitations import token_hash
from members.models import Member
from questions import notifications
from questions.actions.preparing import TextChanged
from questions.actions.steps import WrongState, begin, take
from questions.models import Offer, Question
from questions.models.questions import OFFER_KEPT
from questions.models.steps import BEFORE_OPENING
from questions.permissions import Roles, may_run_questions, require
from questions.queries.marks import mark_of

# While the programme team works on the text, who offered it reads along.
READ_ALONG = BEFORE_OPENING - {Question.State.SUBMITTED}


class NoAddress(Exception):
    """Whoever offered this question left no e-mail address, so she is called."""


@dataclass(frozen=True, kw_only=True)
class Offering:
    """What somebody from outside types: who she is, how to reach her, and what she wants to ask."""

    name: str
    organization: str
    wording: str
    email: str = ""
    phone: str = ""
    use: str = ""
    wanted_by: date | None = None


@transaction.atomic(durable=True)
def offer_question(*, offering: Offering, now: datetime) -> str:
    """Keep a question that anybody offers, and return the key to what becomes of it."""
    question = Question.objects.create(
        title=f"Vraag van {offering.organization}"[:160],
        asker=offering.organization,
        wording=offering.wording,
        use=offering.use,
        state=Question.State.SUBMITTED,
        created_at=now,
    )
    begin(question, actor=None, now=now)
    key = secrets.token_urlsafe(32)
    offer = Offer.objects.create(
        question=question,
        name=offering.name,
        organization=offering.organization,
        email=offering.email,
        phone=offering.phone,
        wanted_by=offering.wanted_by,
        key_hash=token_hash(key),
        offered_at=now,
    )
    notifications.offer_received(offer, key, now=now)
    return key


@transaction.atomic(durable=True)
def accept_offer(*, question: Question, actor: Member, now: datetime) -> None:
    """
    Begin to work on a question that was offered, as its owner.

    :raises WrongState: when somebody did so before.
    """
    require(may_run_questions(Roles.of(actor)))
    take("accept", question, actor=actor, now=now, owner=actor)


@transaction.atomic(durable=True)
def send_text(*, question: Question, actor: Member, now: datetime) -> None:
    """
    Ask who offered a question to read the text as it is now; her earlier link stops working.

    :raises NoAddress: when she left no e-mail address.
    :raises WrongState: when the text is not being prepared.
    """
    require(may_run_questions(Roles.of(actor)))
    offer = Offer.objects.select_related("question").filter(
        question=question, question__state__in=READ_ALONG
    ).first()  # fmt: skip
    if offer is None:
        raise WrongState
    if not offer.email:
        raise NoAddress
    key = secrets.token_urlsafe(32)
    Offer.objects.filter(pk=offer.pk).update(key_hash=token_hash(key))
    notifications.offer_text(offer, key, now=now)


@transaction.atomic(durable=True)
def agree_with_text(*, key: str, seen: str, now: datetime) -> None:
    """
    Take down that who offered a question finds the text hers; ``seen`` is the mark of what she read.

    :raises TextChanged: when the programme team edited it since she read it.
    :raises WrongState: when the text is not being prepared, or the key is none of ours.
    """
    offers = Offer.objects.filter(key_hash=token_hash(key), question__state__in=READ_ALONG)
    # RACE: the row of the question is held, so nobody edits the text between reading and agreeing.
    offer = offers.select_related("question").select_for_update(of=["self", "question"]).first()
    if offer is None:
        raise WrongState
    if mark_of(offer.question) != seen:
        raise TextChanged
    Offer.objects.filter(pk=offer.pk).update(agreed_at=now)


@transaction.atomic(durable=True)
def forget_offers(*, now: datetime) -> int:
    """Forget how to reach who offered a question, a year after it ended, and return how many."""
    long_ago = now - OFFER_KEPT
    ended = Offer.objects.filter(
        question__state__in=["completed", "withdrawn", "merged", "second_round"],
        offered_at__lte=long_ago,
    ).exclude(name="", email="", phone="")
    kept = ended.exclude(question__state_changes__at__gt=long_ago)
    return kept.update(name="", email="", phone="")
