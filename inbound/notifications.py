"""The letters that inbound mail itself gives rise to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.signing import Signer
from django.urls import reverse

from inbound.models import InboundMail
from inbound.replies import Refused, Reply
from mailing import letters, outbox
from mailing.letters import Addressee, Letter, LetterKind, Priority

REASON = "je een mail stuurde aan het portaal"
NO_MORE = "Geen bericht meer over wat er met mijn mail gebeurt"
HELD_SALT = "inbound.held"


def all_mailed(abouts: Collection[str]) -> Mapping[str, str]:
    """Return the one topic of the letters that answer a mail."""
    return dict.fromkeys(abouts, "mailed")


UNKNOWN, REFUSED, STRANGER = (
    LetterKind(
        name,
        reason=REASON,
        priority=Priority.DIRECT,
        stop_words=NO_MORE,
        topics=all_mailed,
        answers_mail=True,
    )
    for name in ("reply_unknown", "reply_refused", "stranger_wrote")
)
HELD = LetterKind(
    "mail_held",
    reason="er een mail binnenkwam die van jou lijkt te zijn",
    priority=Priority.DIRECT,
    answers_mail=True,
)


@dataclass(frozen=True)
class Stranger:
    """Somebody of whom only an address is known."""

    email: str
    name: str = ""
    pk: None = None


def register() -> None:
    """Make these kinds known."""
    for kind in (UNKNOWN, REFUSED, STRANGER, HELD):
        letters.register(kind)


def reply_unknown(member: AbstractBaseUser, key: str, text: str, *, now: datetime) -> None:
    """Tell a member that nobody knows what her mail belongs to, and give her words back."""
    _queue(UNKNOWN, member, key, {"text": "" if member.mail_without_content else text}, now)


def reply_refused(member: AbstractBaseUser, reply: Reply, refusal: Refused, *, now: datetime) -> None:
    """Tell a member why her mail was not taken and what she can do, and give her words back."""
    link = f"{settings.SITE_URL}{refusal.path}" if refusal.path else ""
    shown = None if refusal.in_confidence or member.mail_without_content else reply
    context = {"advice": refusal.advice, "link": link, "reply": shown}
    _queue(REFUSED, member, reply.key, context, now)


def stranger_wrote(address: str, key: str, *, now: datetime) -> None:
    """Tell somebody whose address nobody here has that her mail reached nobody."""
    _queue(STRANGER, Stranger(address), key, {}, now)


def mail_held(member: AbstractBaseUser, mail: InboundMail, *, now: datetime) -> None:
    """Ask a member whether a mail was hers; what it says stands on the page only."""
    context = {"mail": mail, "held_url": f"{settings.SITE_URL}{held_path(mail.pk)}"}
    _queue(HELD, member, mail.fingerprint[:32], context, now)


def held_path(pk: int) -> str:
    """Return the page where a member says whether a mail was hers; its address is signed."""
    return reverse("inbound:held", args=[Signer(salt=HELD_SALT).sign(str(pk))])


def _queue(kind: LetterKind, to: Addressee, key: str, context: dict[str, Any], now: datetime) -> None:
    about = f"inbound:{key}"
    # One mail may be refused after it was held, and leads to one letter of each kind at most.
    outbox.queue([Letter(kind.name, to=to, key=f"{kind.name}:{key}", about=about, context=context)], now=now)
