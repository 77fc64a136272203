"""What the pages about inbound mail show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count

from inbound import cutting, messages
from inbound.models import InboundMail, MailboxVisit
from inbound.notifications import held_path

State = InboundMail.State
SHOWN = 100


@dataclass(frozen=True)
class HeldMail:
    """A mail of which a member says whether it was hers, and where the next such mail stands."""

    pk: int
    sender: str
    subject: str
    text: str
    files: tuple[str, ...]
    received_at: datetime
    next_path: str


def held_mail(pk: int) -> HeldMail | None:
    """Return what the page of a held mail shows; None when it waits no longer."""
    mail = InboundMail.objects.held().filter(pk=pk).first()
    if mail is None:
        return None
    raw = bytes(mail.raw)
    message = messages.parse(raw)
    return HeldMail(
        pk=mail.pk,
        sender=mail.sender,
        subject=messages.header(message, "Subject"),
        text=cutting.new_text(raw),
        files=tuple(file.name for file in messages.attached_files(message)),
        received_at=mail.received_at,
        next_path=next_held_path(mail.member_id, mail.pk),
    )


def next_held_path(member_id: int | None, but: int) -> str:
    """Return where another mail stands that waits for the same member, or nothing."""
    others = InboundMail.objects.held().filter(member=member_id).exclude(pk=but)
    other = others.order_by("pk").only("pk").first() if member_id else None
    return held_path(other.pk) if other else ""


@dataclass(frozen=True)
class StateCount:
    """How many mails came to this end."""

    label: str
    count: int


@dataclass(frozen=True)
class InboundPage:
    """How mail comes in."""

    counts: Sequence[StateCount]
    has_mailbox: bool
    has_provider: bool
    knows_senders: bool
    visit: MailboxVisit | None
    stuck: Sequence[InboundMail]
    stuck_count: int
    held: Sequence[InboundMail]
    held_count: int


def inbound_page() -> InboundPage:
    """Return how mail comes in, with the latest that waits for a person of the team or for a member."""
    rows = InboundMail.objects.values("state").annotate(count=Count("pk"))
    found = {row["state"]: row["count"] for row in rows}
    stuck = InboundMail.objects.stuck().defer("raw").order_by("-settled_at", "-pk")
    held = InboundMail.objects.held().defer("raw").select_related("member").order_by("-settled_at", "-pk")
    return InboundPage(
        counts=[StateCount(state.label, found.get(state.value, 0)) for state in State],
        has_mailbox=bool(settings.MAIL_IMAP_URL),
        has_provider=bool(settings.MAIL_PROVIDER),
        knows_senders=bool(settings.MAIL_AUTHSERV_ID),
        visit=MailboxVisit.objects.first(),
        stuck=list(stuck[:SHOWN]),
        stuck_count=stuck.count(),
        held=list(held[:SHOWN]),
        held_count=held.count(),
    )
