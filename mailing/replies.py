"""The address at which one letter can be answered, and which letter an address belongs to."""

import hmac
import re
from base64 import b32encode
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import salted_hmac

from mailing.models import OutgoingMail

MARKER = "Schrijf je antwoord boven deze regel"
SALT = "mailing.reply"
MAILBOX = "antwoord"
# Sixteen characters of base32: nobody guesses eighty bits by mail.
TOKEN = 16

_ADDRESS = re.compile(rf"{MAILBOX}\+(\d{{1,18}})-([a-z2-7]{{{TOKEN}}})@(.+)", re.IGNORECASE)


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
    return f"{MAILBOX}+{mail.pk}-{_token(mail)}@{settings.MAIL_REPLY_DOMAIN}"


def answered_letter(address: str) -> AnsweredLetter | None:
    """Return the letter that this address belongs to; none when the address is not one of ours."""
    found = _ADDRESS.fullmatch(parseaddr(address)[1])
    if found is None or found[3].lower() != settings.MAIL_REPLY_DOMAIN.lower():
        return None
    mail = OutgoingMail.objects.filter(pk=int(found[1]), member__isnull=False).first()
    # SECURITY: the number alone says nothing; and after a restored backup it may be another letter's.
    if mail is None or not mail.reply_about or not hmac.compare_digest(_token(mail), found[2].lower()):
        return None
    return AnsweredLetter(mail.member_id, mail.letter, mail.reply_about, mail.to_address.lower())


def is_ours(address: str) -> bool:
    """Whether mail from this address is mail from ourselves."""
    domain = address.rpartition("@")[2].lower()
    sender = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].lower()
    return address.lower() == sender or bool(domain and domain == settings.MAIL_REPLY_DOMAIN.lower())


def _token(mail: OutgoingMail) -> str:
    digest = salted_hmac(SALT, f"{mail.pk}:{mail.message_id}", algorithm="sha256").digest()
    return b32encode(digest).decode().lower()[:TOKEN]
