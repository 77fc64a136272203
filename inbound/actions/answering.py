"""What we say back about a mail: at most one letter, and never one to a machine."""

from datetime import datetime, timedelta

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from inbound import notifications
from inbound.models import InboundMail
from inbound.proof import Proof
from inbound.replies import Refused, Reply

State = InboundMail.State

# Whoever spoofs a member's address makes us write to her this often a day at most.
MOST_LETTERS_A_DAY = 3
# Whoever is known to have written it hears of each mail, unless a program of hers went astray.
MOST_TO_PROVEN = 20
MOST_TO_A_STRANGER = 1
# Answers to addresses that anybody may have written: more would make us a nuisance to others.
MOST_TO_STRANGERS = 200
DAY = timedelta(days=1)


@transaction.atomic(durable=True)
def settle(*, mail: InboundMail, state: str, now: datetime, member: AbstractBaseUser | None = None) -> None:
    """Say that nothing more has to be done with a mail."""
    _settle(mail, state, member, now)


@transaction.atomic(durable=True)
def forget(*, mail: InboundMail) -> None:
    """Delete a mail in which somebody said that nothing is to be kept of her."""
    InboundMail.objects.filter(pk=mail.pk).delete()


@transaction.atomic(durable=True)
def send_back(
    *, mail: InboundMail, member: AbstractBaseUser | None, text: str, proof: Proof, now: datetime
) -> None:
    """Tell whoever wrote this that nobody knows what it belongs to; a member gets her words back."""
    is_answered = False
    if member and _may_answer(mail.sender, _most(proof == Proof.PROVEN), now):
        # SECURITY: what somebody else wrote in her name is not brought to her by us.
        words = "" if proof == Proof.FAILED else text
        notifications.reply_unknown(member, mail.fingerprint[:32], words, now=now)
        is_answered = True
    elif member is None and proof != Proof.FAILED and _may_answer_stranger(mail.sender, now):
        notifications.stranger_wrote(mail.sender, mail.fingerprint[:32], now=now)
        is_answered = True
    _settle(mail, State.UNKNOWN, member, now, is_answered=is_answered)


@transaction.atomic(durable=True)
def refuse(
    *, mail: InboundMail, member: AbstractBaseUser, reply: Reply, refusal: Refused, now: datetime
) -> None:
    """Tell a member why her mail was not taken and what she can do, and give her words back."""
    is_answered = _may_answer(mail.sender, _most(reply.is_proven), now)
    if is_answered:
        notifications.reply_refused(member, reply, refusal, now=now)
    _settle(mail, State.REFUSED, member, now, is_answered=is_answered)


@transaction.atomic(durable=True)
def hold(*, mail: InboundMail, member: AbstractBaseUser, now: datetime) -> None:
    """Keep a mail until the member it seems to come from says whether it was hers, and ask her."""
    is_answered = _may_ask(member, now)
    if is_answered:
        notifications.mail_held(member, mail, now=now)
    _settle(mail, State.HELD, member, now, is_answered=is_answered)


def _most(is_proven: bool) -> int:
    return MOST_TO_PROVEN if is_proven else MOST_LETTERS_A_DAY


def _may_answer(address: str, most: int, now: datetime) -> bool:
    return bool(address) and _answered(now).filter(sender=address).count() < most


def _may_answer_stranger(address: str, now: datetime) -> bool:
    all_strangers = _answered(now).filter(member=None)[:MOST_TO_STRANGERS]
    return _may_answer(address, MOST_TO_A_STRANGER, now) and len(all_strangers) < MOST_TO_STRANGERS


def _may_ask(member: AbstractBaseUser, now: datetime) -> bool:
    return _answered(now).filter(member=member, state=State.HELD).count() < MOST_LETTERS_A_DAY


def _answered(now: datetime):
    return InboundMail.objects.filter(answered_at__gt=now - DAY).only("pk")


def _settle(
    mail: InboundMail,
    state: str,
    member: AbstractBaseUser | None,
    now: datetime,
    *,
    is_answered: bool = False,
) -> None:
    InboundMail.objects.filter(pk=mail.pk, state=State.RECEIVED).update(
        state=state,
        member=member,
        sender=mail.sender,
        settled_at=now,
        answered_at=now if is_answered else None,
        lease_until=None,
    )
