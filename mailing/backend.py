"""Django's own door for mail, leading to the outbox."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage  # noqa: TID251
from django.core.mail.backends.base import BaseEmailBackend  # noqa: TID251
from django.db import transaction
from django.utils import timezone

from mailing import outbox
from mailing.letters import Letter, Rendered
from mailing.notifications import ACCOUNT, NOTICE


@dataclass(frozen=True)
class _Recipient:
    """A bare address; Django does not say whose it is."""

    email: str
    name: str = ""
    pk: int | None = None


class OutboxBackend(BaseEmailBackend):
    """Queue what Django, allauth or Wagtail sends as rows; hand nothing to SMTP."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write one row per recipient and return the number of messages."""
        now = timezone.now()
        with transaction.atomic():
            outbox.queue(
                [letter for message in email_messages for letter in _letters(message)],
                now=now,
            )
        return len(email_messages)


def _letters(message: EmailMessage) -> list[Letter]:
    # Wagtail marks what it tells editors as automatic; allauth's mail, which carries
    # sign-in codes, has no such mark and is treated as a secret.
    if "Auto-Submitted" in message.extra_headers:
        return _notices(message)
    html = next((part.content for part in getattr(message, "alternatives", [])), "")
    rendered = Rendered(subject=_subject(message), text=str(message.body), html=str(html))
    return [
        Letter(kind=ACCOUNT.name, to=_Recipient(address), key=f"mail:{uuid.uuid4()}", rendered=rendered)
        for address in message.recipients()
    ]


def _notices(message: EmailMessage) -> list[Letter]:
    """Put what Wagtail says in a letter of ours, which says why it came and how it stops."""
    context = {"subject": _subject(message), "words": str(message.body).strip()}
    members = get_user_model()._default_manager.in_bulk(message.recipients(), field_name="email")
    return [
        Letter(
            kind=NOTICE.name,
            to=members.get(address) or _Recipient(address),
            key=f"mail:{uuid.uuid4()}",
            about="pages",
            context=context,
        )
        for address in message.recipients()
    ]


def _subject(message: EmailMessage) -> str:
    return " ".join(str(message.subject).split())
