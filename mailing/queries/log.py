"""What became of the letters to one reader, and why each came; never what they said."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q

from mailing import letters
from mailing.models import OutgoingMail, Suppression

PAGE_SIZE = 25

# The foot of each letter says why it came, as it was true for this reader.
REASON = re.compile(r"^Je krijgt dit omdat (.+?)\.?$", re.MULTILINE)


@dataclass(frozen=True)
class LogEntry:
    """One letter: what it was called, why it came, and what became of it."""

    subject: str
    reason: str
    state: str
    queued_at: datetime
    sent_at: datetime | None
    error: str
    to_address: str
    may_have_come_twice: bool


@dataclass(frozen=True)
class ReaderLog:
    """A page of letters to one reader, the newest first, and whether her address refuses us."""

    page: Page
    entries: Sequence[LogEntry]
    refusing: Suppression | None


def log_of(member_id: int, address: str, page: str) -> ReaderLog:
    """Return what became of the letters to a member, and of those to her address without an account."""
    rows = OutgoingMail.objects.filter(Q(member=member_id) | Q(member=None, to_address__iexact=address))
    found = Paginator(rows.defer("html").order_by("-queued_at", "-pk"), PAGE_SIZE).get_page(page)
    return ReaderLog(
        page=found,
        entries=[_entry(row) for row in found],
        refusing=Suppression.objects.filter(address=address.lower()).first(),
    )


def _entry(row: OutgoingMail) -> LogEntry:
    return LogEntry(
        # SECURITY: the subject of a sign-in letter may hold its code.
        subject="Mail om in te loggen" if row.has_secret else row.subject,
        reason=_reason(row),
        state=row.get_state_display(),
        queued_at=row.queued_at,
        sent_at=row.sent_at,
        error=row.last_error,
        to_address=row.to_address,
        may_have_come_twice=row.in_doubt > 0,
    )


def _reason(row: OutgoingMail) -> str:
    """Return why a letter came: in its own words, or in those of its kind once they are emptied."""
    said = REASON.findall(row.text)
    if said:
        return said[-1]
    try:
        return letters.kind_named(row.letter).reason
    except KeyError:
        # A kind of letter of a year ago need not exist any more.
        return ""
