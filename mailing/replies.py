"""The address at which one letter can be answered, and which letter an address belongs to."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings

from mailing.addresses import Box, address_of, letter_at
from mailing.models import OutgoingMail

MARKER = "Schrijf je antwoord boven deze regel"


@dataclass(frozen=True)
class AnsweredLetter:
    """What is known of a letter that somebody answers: to whom it went, and what a reply is about."""

    member_id: int
    kind: str
    reply_about: str
    to_address: str


def can_be_answered(reply_about: str) -> bool:
    """Whether a letter of which a reply would be about this gets an address of its own."""
    return bool(settings.MAIL_REPLY_DOMAIN and reply_about)


def reply_address(mail: OutgoingMail) -> str:
    """Return the address at which this letter can be answered, or nothing when it cannot."""
    if not can_be_answered(mail.reply_about) or mail.member_id is None:
        return ""
    return address_of(mail, Box.ANSWER)


def answered_letter(address: str) -> AnsweredLetter | None:
    """Return the letter that this address belongs to; none when the address is not one of ours."""
    return _answered(letter_at(address, Box.ANSWER))


def letter_named(message_ids: Sequence[str]) -> AnsweredLetter | None:
    """
    Return the letter that has the first of these Message-IDs that is one of ours.

    SECURITY: unlike an address of a letter these can be guessed, so this proves nothing.
    """
    found = OutgoingMail.objects.filter(message_id__in=message_ids).defer("text", "html")
    by_id = {mail.message_id: mail for mail in found}
    return next((_answered(by_id[name]) for name in message_ids if name in by_id), None)


def _answered(mail: OutgoingMail | None) -> AnsweredLetter | None:
    if mail is None or mail.member_id is None or not mail.reply_about:
        return None
    return AnsweredLetter(mail.member_id, mail.letter, mail.reply_about, mail.to_address.lower())


def is_ours(address: str) -> bool:
    """Whether mail from this address is mail from ourselves."""
    domain = address.rpartition("@")[2].lower()
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()
    return address.lower() == sender or bool(domain and domain == settings.MAIL_REPLY_DOMAIN.lower())
