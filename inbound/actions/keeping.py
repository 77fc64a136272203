"""Keeping mail as it came in, giving it out to be read, and forgetting it."""

import hashlib
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from inbound import messages
from inbound.models import RAW_KEPT, ROWS_KEPT, InboundMail, MailboxVisit

# Of a larger mail the beginning is kept, in which the words stand.
KEPT_BYTES = 45_000_000
MOST_ATTEMPTS = 5
LEASE = timedelta(minutes=5)

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
def keep_for_person(*, raw: bytes, now: datetime) -> None:
    """Keep what came in and cannot be taken for a mail, until a person looks at it."""
    found = InboundMail(
        fingerprint=hashlib.sha256(raw).hexdigest(),
        raw=raw[:KEPT_BYTES],
        size=len(raw),
        state=State.STUCK,
        received_at=now,
        settled_at=now,
    )
    InboundMail.objects.bulk_create([found], ignore_conflicts=True)


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


def forget_mail(*, now: datetime) -> None:
    """Empty what came in two months ago, and delete what came in a year ago."""
    settled = InboundMail.objects.exclude(state=State.RECEIVED)
    settled.filter(received_at__lt=now - ROWS_KEPT).delete()
    settled.filter(received_at__lt=now - RAW_KEPT).exclude(raw=b"").update(raw=b"")


@transaction.atomic(durable=True)
def note_visit(*, trouble: str, now: datetime) -> None:
    """Remember that the mailbox was visited, and what was in the way of emptying it."""
    found = {"visited_at": now, "trouble": trouble[:300]} | ({} if trouble else {"emptied_at": now})
    MailboxVisit.objects.update_or_create(pk=1, defaults=found)


def _fingerprint(raw: bytes) -> str:
    """
    Return what makes this mail the same as another, whichever way each came in.

    That is its Message-ID, with the sender and the time it names beside it, because a broken
    program may use one Message-ID for two mails. A mail without one is what it says, and not by
    which hosts it came.
    """
    message = messages.parse(messages.head_of(raw))
    said = [messages.header(message, name) for name in ("Message-ID", "From", "Date")]
    if not said[0]:
        said.append(messages.header(message, "Subject"))
        said.append(hashlib.sha256(_body(raw)).hexdigest())
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def _body(raw: bytes) -> bytes:
    unified = raw.replace(b"\r\n", b"\n")
    return unified.partition(b"\n\n")[2].rstrip()


def _one_line(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode().replace("\x00", "").split())
