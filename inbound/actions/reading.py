"""Reading mail: handed to the app whose letter or mailbox it is for, held, or sent back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.message import Message
from functools import partial

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse

from inbound import calendars, cutting, messages
from inbound.actions import answering
from inbound.addresses import own_address
from inbound.automatic import is_automatic
from inbound.calendars import DECLINED, CalendarAnswer, answer_in
from inbound.mailboxes import mailbox_named
from inbound.models import InboundMail
from inbound.proof import Proof, proof_of_sender
from inbound.replies import Refused, Reply, Unproven
from mailing import bounces, letters
from mailing.addresses import Box
from mailing.letters import LetterKind
from mailing.replies import AnsweredLetter, answered_letter, letter_named

State = InboundMail.State

# The mailbox to which mail servers report that a letter did not arrive, and the one that stops letters.
BOUNCES = Box.BOUNCE.value
STOPS = Box.STOP.value
# What a person mails in an hour; more comes from a program that went astray.
MOST_TAKEN_AN_HOUR = 10
TOO_MANY = (
    "Je stuurde het afgelopen uur al tien mails. Wacht even en stuur deze dan nog een keer, of schrijf hem op"
    " het portaal."
)


@dataclass(frozen=True)
class Destination:
    """Whom a mail is handed to, in whose name, and the addresses that are hers."""

    take: Callable[..., bool]
    member: AbstractBaseUser
    about: str
    addresses: frozenset[str]
    # What came to an address that only its letter told may be taken without further proof.
    is_secret: bool


def read_mail(*, mail: InboundMail, now: datetime) -> None:
    """
    Find out what a mail answers and hand it on, or send it back with a kind word.

    May be done twice with the same mail: what it leads to, it leads to once.
    """
    message = messages.parse(bytes(mail.raw))
    mail.sender = next(iter(messages.addresses(message, "From")), "")[:320]
    addresses = [mail.recipient, *messages.addresses(message, *messages.RECIPIENTS)]
    if kind := _first(bounces.stop_by_mail(recipient=address, now=now) for address in addresses):
        _settle_stop(mail, kind, now)
        return
    if any(_is_at(address, STOPS) for address in addresses) and _sender(mail) is None:
        # It came twice, and she left at the first: of who left nothing is kept.
        answering.forget(mail=mail)
        return
    if is_automatic(message) or any(_is_at(address, BOUNCES) for address in addresses):
        came_back = any(bounces.take_dsn(message=message, recipient=each, now=now) for each in addresses)
        answering.settle(mail=mail, state=State.BOUNCE if came_back else State.AUTOMATIC, now=now)
        return
    if calendar_answer := answer_in(message):
        _hear(mail, message, calendar_answer, now)
        return
    text = cutting.new_lines(messages.words(message))
    proof = Proof.PROVEN if mail.owned_at else proof_of_sender(message)
    destination = _destination(mail, message, addresses)
    if destination is None:
        answering.send_back(mail=mail, member=_sender(mail), text=text, proof=proof, now=now)
        return
    is_hers = bool(mail.owned_at) or mail.sender in destination.addresses
    reply = Reply(
        key=mail.fingerprint[:32],
        member_id=destination.member.pk,
        about=destination.about,
        text=text,
        from_address=mail.sender,
        is_from_her=is_hers,
        is_proven=is_hers and proof == Proof.PROVEN,
        subject=messages.header(message, "Subject"),
        attachments=messages.attached_files(message),
    )
    try:
        _hand_on(mail, destination, reply, proof, now)
    except Refused as refusal:
        answering.refuse(mail=mail, member=destination.member, reply=reply, refusal=refusal, now=now)
    except Unproven:
        answering.hold(mail=mail, member=destination.member, now=now)


def _settle_stop(mail: InboundMail, kind: LetterKind, now: datetime) -> None:
    if kind.leaves_no_trace:
        answering.forget(mail=mail)
    else:
        answering.settle(mail=mail, state=State.TAKEN, now=now)


def _hear(mail: InboundMail, message: Message, said: CalendarAnswer, now: datetime) -> None:
    """
    Take note of what somebody's calendar program answers; of anything but a proven refusal nothing comes.

    Who said that she comes needs no answer, and what is not proven may be somebody else's.
    """
    is_hers = said.address == mail.sender and (
        bool(mail.owned_at) or proof_of_sender(message) == Proof.PROVEN
    )
    heard = said.answer == DECLINED and is_hers
    is_taken = heard and any(
        decline(uid=said.uid, email=said.address, now=now) for decline in calendars.declines()
    )
    answering.settle(mail=mail, state=State.TAKEN if is_taken else State.AUTOMATIC, now=now)


def _hand_on(mail: InboundMail, destination: Destination, reply: Reply, proof: Proof, now: datetime) -> None:
    """
    Give a mail to the app it is for.

    :raises Unproven: when somebody else may have written it.
    :raises Refused: when its writer can do something about it.
    """
    if not reply.is_from_her or proof == Proof.FAILED or not (reply.is_proven or destination.is_secret):
        raise Unproven
    member = destination.member
    lately = InboundMail.objects.filter(
        member=member, state=State.TAKEN, settled_at__gt=now - timedelta(hours=1)
    )
    if lately.count() >= MOST_TAKEN_AN_HOUR:
        raise Refused(TOO_MANY, reverse("home:overview"))
    if destination.take(reply=reply, now=now):
        answering.settle(mail=mail, state=State.TAKEN, member=member, now=now)
    else:
        answering.send_back(mail=mail, member=member, text=reply.text, proof=proof, now=now)


def _destination(mail: InboundMail, message: Message, addresses: list[str]) -> Destination | None:
    """Return where a mail goes: by its address, or by the letter that it says it answers."""
    if letter := _first(map(answered_letter, addresses)):
        return _of_letter(letter, is_secret=True)
    if found := _first(_of_mailbox(mail, address) for address in addresses):
        return found
    # Some programs answer the address that a letter came from, whatever it asks.
    letter = letter_named(messages.answered_ids(message))
    return _of_letter(letter, is_secret=False) if letter else None


def _is_at(address: str, mailbox: str) -> bool:
    own = own_address(address)
    return own is not None and own.name == mailbox


def _of_letter(letter: AnsweredLetter, *, is_secret: bool) -> Destination | None:
    """Return where an answer to this letter goes; nowhere when nothing is left to answer there."""
    take_reply = letters.kind_named(letter.kind).take_reply
    member = get_user_model()._default_manager.filter(pk=letter.member_id, is_active=True).first()
    if take_reply is None or member is None:
        return None
    addresses = frozenset({letter.to_address, member.email.lower()})
    return Destination(take_reply, member, letter.reply_about, addresses, is_secret)


def _of_mailbox(mail: InboundMail, address: str) -> Destination | None:
    """Return which of our mailboxes this address is, for a member who writes to it."""
    own = own_address(address)
    mailbox = mailbox_named(own.name) if own else None
    member = _sender(mail) if mailbox else None
    if own is None or mailbox is None or member is None:
        return None
    take = partial(mailbox.take, argument=own.argument)
    return Destination(take, member, own.name, frozenset({member.email.lower()}), is_secret=False)


def _sender(mail: InboundMail) -> AbstractBaseUser | None:
    return get_user_model()._default_manager.filter(email=mail.sender, is_active=True).first()


def _first(found: Iterable):
    return next((each for each in found if each), None)
