"""Addresses of our own that belong to one letter: where it is answered, stopped, and sent back to."""

import hmac
import re
from base64 import b32encode
from email.utils import parseaddr
from enum import Enum
from functools import lru_cache
from hashlib import sha256

from django.conf import settings

from mailing.models import OutgoingMail

# Sixteen characters of base32: nobody guesses eighty bits by mail.
TOKEN = 16


class Box(Enum):
    """What comes of mail to such an address; each has tokens of its own."""

    ANSWER = "antwoord"
    STOP = "af"
    BOUNCE = "bounce"


_ADDRESS = re.compile(
    rf"({'|'.join(box.value for box in Box)})\+(\d{{1,18}})-([a-z2-7]{{{TOKEN}}})@(.+)", re.IGNORECASE
)
_SALTS = {Box.ANSWER: "mailing.reply", Box.STOP: "mailing.stop-by-mail", Box.BOUNCE: "mailing.bounce"}


def address_of(mail: OutgoingMail, box: Box) -> str:
    """Return this letter's address of this sort, or nothing where no mail comes in."""
    if not settings.MAIL_REPLY_DOMAIN:
        return ""
    return f"{box.value}+{mail.pk}-{_token(mail, box)}@{settings.MAIL_REPLY_DOMAIN}"


def letter_at(address: str, *boxes: Box) -> OutgoingMail | None:
    """Return the letter that an address of one of these sorts belongs to; none when it is not one of ours."""
    found = _ADDRESS.fullmatch(parseaddr(address)[1])
    if found is None or found[4].lower() != settings.MAIL_REPLY_DOMAIN.lower():
        return None
    box = Box(found[1].lower())
    mail = OutgoingMail.objects.filter(pk=int(found[2])).first() if box in boxes else None
    # SECURITY: the number alone says nothing; and after a restored backup it may be another letter's.
    if mail is None or not hmac.compare_digest(_token(mail, box), found[3].lower()):
        return None
    return mail


def _token(mail: OutgoingMail, box: Box) -> str:
    octets = f"{mail.pk}:{mail.message_id}".encode()
    digest = hmac.digest(_key(_SALTS[box], settings.SECRET_KEY), octets, "sha256")
    return b32encode(digest[:10]).decode().lower()


@lru_cache(maxsize=8)
def _key(salt: str, secret: str) -> bytes:
    """Return the key of a sort of address, made as ``django.utils.crypto.salted_hmac`` makes it."""
    return sha256((salt + secret).encode()).digest()
