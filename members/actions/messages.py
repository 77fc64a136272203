"""Writing to a member through the portal, answering, wanting no more of it, and reporting."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from inbound.replies import Refused, Reply, Unproven
from members.models import Member, Message, MessageRefusal
from members.notifications import messages as notifications
from members.permissions import Roles, may_judge_message, may_see_message, may_write_to, require
from members.queries.messages import takes_messages_of

DAY = timedelta(days=1)
MOST_A_DAY = 20
# Of these to one member who did not answer.
MOST_UNANSWERED = 3
LONGEST = 4000

EMPTY = "In je mail vonden we geen nieuwe tekst. Antwoord nog een keer, en schrijf je antwoord bovenaan."
TOO_LONG = "Je antwoord is te lang voor een bericht. Maak het korter en stuur het nog een keer."
TAKES_NONE = "Dit lid krijgt geen berichten via het portaal. We hebben je antwoord niet doorgestuurd."
TOO_OFTEN = "Je stuurde vandaag al heel veel berichten. Stuur je antwoord morgen nog een keer."


class TakesNoMessages(Exception):
    """She wants no messages of this sender, or of anybody; which of the two nobody is told."""


class TooManyMessages(Exception):
    """The sender wrote as much as fits in a day, or went on to somebody who does not answer."""


@transaction.atomic(durable=True)
def send(
    *,
    recipient: Member,
    kind: str,
    text: str,
    call_number: str = "",
    call_when: str = "",
    actor: Member,
    now: datetime,
) -> Message:
    """
    Write to a member, or ask to be called; she gets a letter and learns no address.

    :raises TakesNoMessages: when she wants none of this sender.
    :raises TooManyMessages: when it is enough for today.
    """
    require(may_write_to(Roles.of(actor), recipient))
    call = {"call_number": call_number, "call_when": call_when} if kind == Message.Kind.CALL else {}
    return _deliver(actor, recipient, now, kind=kind, text=text, **call)


@transaction.atomic(durable=True)
def answer(*, message: Message, text: str, actor: Member, now: datetime) -> Message:
    """
    Answer a message on its page, as who got it or as who wrote it and goes on.

    :raises TakesNoMessages: when the other wants none any more.
    :raises TooManyMessages: when it is enough for today.
    """
    roles = Roles.of(actor)
    other = message.sender if message.recipient_id == actor.pk else message.recipient
    require(may_see_message(roles, message) and may_write_to(roles, other))
    return _deliver(actor, other, now, previous=message, text=text)


def take_reply(*, reply: Reply, now: datetime) -> bool:
    """
    Pass on what somebody mailed back; says False when the message is gone.

    May be done twice with the same reply: it becomes one message.

    :raises Refused: when it cannot be passed on, with what its writer can do.
    :raises Unproven: when it came from somebody else's address.
    """
    if Message.objects.filter(mail_key=reply.key).exists():
        return True
    message = Message.objects.filter(
        pk=notifications.message_in(reply.about), recipient=reply.member_id, recipient__is_active=True
    ).first()
    if message is None:
        return False
    if not reply.is_from_her:
        raise Unproven
    page, text = reverse("members:message", args=[message.pk]), reply.text.strip()
    if not text or len(text) > LONGEST:
        raise Refused(TOO_LONG if text else EMPTY, page, in_confidence=True)
    try:
        _pass_on(message=message, text=text, key=reply.key, now=now)
    except TakesNoMessages:
        raise Refused(TAKES_NONE, page, in_confidence=True) from None
    except TooManyMessages:
        raise Refused(TOO_OFTEN, page, in_confidence=True) from None
    return True


@transaction.atomic(durable=True)
def _pass_on(*, message: Message, text: str, key: str, now: datetime) -> None:
    writer = message.recipient
    if not may_write_to(Roles.of(writer), message.sender):
        raise TakesNoMessages
    _deliver(writer, message.sender, now, previous=message, text=text, mail_key=key)


@transaction.atomic(durable=True)
def refuse(*, sender: Member, actor: Member, now: datetime) -> None:
    """Want no more messages of one member; she is not told."""
    MessageRefusal.objects.get_or_create(member=actor, sender=sender, defaults={"since": now})


@transaction.atomic(durable=True)
def allow(*, sender: Member, actor: Member) -> None:
    """Take messages of this member again."""
    MessageRefusal.objects.filter(member=actor, sender=sender).delete()


@transaction.atomic(durable=True)
def stop_by_letter(*, member_id: int, about: str, now: datetime) -> str:
    """Want no more messages of who wrote this one, from the foot of its letter; twice is the same."""
    message = Message.objects.filter(pk=notifications.message_in(about), recipient=member_id).first()
    if message is None:
        return ""
    _, is_new = MessageRefusal.objects.get_or_create(
        member_id=member_id, sender=message.sender, defaults={"since": now}
    )
    return str(message.sender_id) if is_new else ""


@transaction.atomic(durable=True)
def undo_stop(*, member_id: int, about: str, was: str, now: datetime) -> None:
    """Take messages of that member again."""
    MessageRefusal.objects.filter(member=member_id, sender=int(was)).delete()


@transaction.atomic(durable=True)
def report(*, message: Message, actor: Member, now: datetime) -> None:
    """Report a message: from then on the programme team has read it too, and nobody before."""
    require(may_judge_message(Roles.of(actor), message))
    # RACE: of two presses one finds the row, so that the team gets one letter.
    if Message.objects.filter(pk=message.pk, reported_at=None).update(reported_at=now):
        notifications.message_reported(message, now=now)


def set_takes_messages(*, member: Member, takes: bool, now: datetime) -> None:
    """Want messages, or of nobody; inside the transaction of what else she changes."""
    if takes:
        MessageRefusal.objects.filter(member=member, sender=None).delete()
    else:
        MessageRefusal.objects.get_or_create(member=member, sender=None, defaults={"since": now})


def _deliver(sender: Member, recipient: Member, now: datetime, **fields) -> Message:
    # RACE: who presses twice waits here for herself, so that what is counted is all there is.
    Member.objects.select_for_update().get(pk=sender.pk)
    if not takes_messages_of(recipient.pk, sender.pk):
        raise TakesNoMessages
    _refuse_too_many(sender, recipient, now)
    message = Message.objects.create(sender=sender, recipient=recipient, sent_at=now, **fields)
    notifications.message_sent(message, now=now)
    return message


def _refuse_too_many(sender: Member, recipient: Member, now: datetime) -> None:
    today = Message.objects.filter(sender=sender, sent_at__gt=now - DAY)
    if today.count() >= MOST_A_DAY:
        raise TooManyMessages
    last = Message.objects.filter(sender=recipient, recipient=sender).order_by("-sent_at").first()
    unanswered = today.filter(recipient=recipient)
    if last:
        unanswered = unanswered.filter(sent_at__gt=last.sent_at)
    if unanswered.count() >= MOST_UNANSWERED:
        raise TooManyMessages
