"""What the pages about inbound mail show."""

from dataclasses import dataclass
from datetime import datetime

from inbound import cutting, messages
from inbound.models import InboundMail
from inbound.notifications import held_path

State = InboundMail.State


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
    mail = InboundMail.objects.filter(pk=pk, state=State.HELD).exclude(raw=b"").first()
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
    others = InboundMail.objects.filter(member=member_id, state=State.HELD).exclude(pk=but).exclude(raw=b"")
    other = others.order_by("pk").only("pk").first() if member_id else None
    return held_path(other.pk) if other else ""
