"""The one letter that inbound mail itself gives rise to."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from mailing import letters, outbox
from mailing.letters import Letter, LetterKind, Priority

UNKNOWN = LetterKind(
    name="reply_unknown", reason="je een mail stuurde aan het portaal", priority=Priority.DIRECT
)


def register() -> None:
    """Make this kind known."""
    letters.register(UNKNOWN)


def reply_unknown(member: AbstractBaseUser, key: str, text: str, *, now: datetime) -> None:
    """Tell a member that nobody knows what her mail belongs to, and give her words back."""
    outbox.queue(
        [
            Letter(
                UNKNOWN.name, to=member, key=f"inbound:{key}", about=f"inbound:{key}", context={"text": text}
            )
        ],
        now=now,
    )
