"""Taking mail in: kept first, read second, handed to the app whose letter it answers."""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from email.message import Message

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F, Q

from inbound import cutting, messages, notifications
from inbound.automatic import is_automatic
from inbound.models import InboundMail
from inbound.replies import Reply
from mailing import letters
from mailing.replies import AnsweredLetter, answered_letter

# Of a larger mail the beginning is kept, in which the words stand.
KEPT_BYTES = 10_000_000
MOST_ATTEMPTS = 5
LEASE = timedelta(minutes=5)
RAW_KEPT = timedelta(days=60)
ROWS_KEPT = timedelta(days=365)
# Whoever spoofs a member's address makes us write to her this often a day at most.
MOST_LETTERS_A_DAY = 3

State = InboundMail.State


@transaction.atomic(durable=True)
def receive(*, raw: bytes, recipient: str, now: datetime) -> bool:
    """
    Keep a mail as it came in, and say whether it is new; it is read at the next tick.

    ``recipient`` is the address it was delivered at, as the way in knows it. After this returns,
    that way may forget the mail: it is ours.
    """
    mail = InboundMail(
        fingerprint=_fingerprint(raw),
        recipient=_one_line(recipient)[:320],
        raw=raw[:KEPT_BYTES],
        size=len(raw),
        received_at=now,
    )
    known = InboundMail.objects.filter(fingerprint=mail.fingerprint)
    if known.exists():
        return False
    # RACE: two ways in may bring the same mail at once; the second changes nothing.
    InboundMail.objects.bulk_create([mail], ignore_conflicts=True)
    return True


@transaction.atomic(durable=True)
def claim_mail(*, now: datetime) -> InboundMail | None:
    """Return the next mail to read, for the caller alone; one that was tried too often waits for a person."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    due = InboundMail.objects.filter(free, state=State.RECEIVED)
    due.filter(attempts__gte=MOST_ATTEMPTS).update(state=State.STUCK, settled_at=now)
    mail = due.order_by("pk").first()
    if mail is None:
        return None
    claimed = due.filter(pk=mail.pk).update(attempts=F("attempts") + 1, lease_until=now + LEASE)
    return mail if claimed else None


def read_mail(*, mail: InboundMail, now: datetime) -> None:
    """
    Find out what a mail answers and hand it on, or send it back with a kind word.

    May be done twice with the same mail: what it leads to, it leads to once.
    """
    message = messages.parse(bytes(mail.raw))
    if is_automatic(message):
        _settle(mail, State.AUTOMATIC, None, now)
        return
    text = cutting.new_text(bytes(mail.raw))
    letter = _answered_letter([mail.recipient, *messages.addresses(message, "To", "Cc", "Delivered-To")])
    if letter and _hand_on(mail, message, letter, text, now):
        _settle(mail, State.TAKEN, letter.member_id, now)
    else:
        _send_back(mail=mail, member=_sender(message), text=text, now=now)


def forget_mail(*, now: datetime) -> None:
    """Empty what came in two months ago, and delete what came in a year ago."""
    settled = InboundMail.objects.exclude(state=State.RECEIVED)
    settled.filter(received_at__lt=now - ROWS_KEPT).delete()
    settled.filter(received_at__lt=now - RAW_KEPT).exclude(raw=b"").update(raw=b"")


def _hand_on(mail: InboundMail, message: Message, letter: AnsweredLetter, text: str, now: datetime) -> bool:
    """Give a reply to the app whose letter it answers; say False when nothing is left to answer there."""
    take_reply = letters.kind_named(letter.kind).take_reply
    member = get_user_model()._default_manager.filter(pk=letter.member_id, is_active=True).first()
    if take_reply is None or member is None:
        return False
    senders = messages.addresses(message, "From")
    reply = Reply(
        key=mail.fingerprint[:32],
        member_id=letter.member_id,
        about=letter.reply_about,
        text=text,
        from_address=senders[0],
        is_from_her=bool({letter.to_address, member.email.lower()} & set(senders)),
        subject=messages.header(message, "Subject"),
        attachments=messages.attached_files(message),
    )
    return take_reply(reply=reply, now=now)


@transaction.atomic(durable=True)
def _send_back(*, mail: InboundMail, member: AbstractBaseUser | None, text: str, now: datetime) -> None:
    """Give a member her words back, as far as she did not get that too often; strangers hear nothing."""
    if member:
        today = InboundMail.objects.filter(
            member=member, state=State.UNKNOWN, settled_at__gt=now - timedelta(days=1)
        )
        if today.count() < MOST_LETTERS_A_DAY:
            notifications.reply_unknown(member, mail.fingerprint[:32], text, now=now)
    _settle(mail, State.UNKNOWN, member.pk if member else None, now)


def _settle(mail: InboundMail, state: str, member_id: int | None, now: datetime) -> None:
    InboundMail.objects.filter(pk=mail.pk, state=State.RECEIVED).update(
        state=state, member=member_id, settled_at=now, lease_until=None
    )


def _answered_letter(addresses: Iterable[str]) -> AnsweredLetter | None:
    return next((letter for letter in map(answered_letter, addresses) if letter), None)


def _sender(message: Message) -> AbstractBaseUser | None:
    senders = messages.addresses(message, "From")[:1]
    return get_user_model()._default_manager.filter(email__in=senders, is_active=True).first()


def _fingerprint(raw: bytes) -> str:
    """Return what makes this mail the same as another: its Message-ID, or without one its bytes."""
    message_id = messages.header(messages.parse(raw[:KEPT_BYTES]), "Message-ID")
    return hashlib.sha256(message_id.encode() or raw).hexdigest()


def _one_line(text: str) -> str:
    return " ".join(text.replace("\x00", "").split())
