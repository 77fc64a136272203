"""The only door out: writes letters as rows and rings the bell after the commit."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from mailing import letters, tasks
from mailing.letters import Letter
from mailing.models import OutgoingMail

State = OutgoingMail.State
STUCK = [State.FAILED, State.HELD, State.CANCELLED]

NAMESPACE = uuid.UUID("5a4ed0a6-7a52-5f0a-9d39-3c1f9c0f6b8e")


@dataclass(frozen=True)
class LetterState:
    """Where one letter to a member is now, for who asks about its subject."""

    member_id: int
    letter: str
    state: str
    state_label: str
    queued_at: datetime
    sent_at: datetime | None


def message_id(key: str) -> str:
    """Return the Message-ID that belongs to a key: every copy of a letter carries the same one."""
    return f"<{uuid.uuid5(NAMESPACE, key)}@{settings.MAIL_DOMAIN}>"


def queue(outgoing: Iterable[Letter], *, now: datetime) -> int:
    """
    Write letters as rows in the transaction of their cause, and return how many were given.

    A letter whose key was queued before is left as it was: the same event never becomes
    two letters.
    """
    rows = [_row(letter, now) for letter in outgoing]
    OutgoingMail.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    transaction.on_commit(tasks.ring)
    return len(rows)


def _row(letter: Letter, now: datetime) -> OutgoingMail:
    kind = letters.kind_named(letter.kind)
    rendered = letter.rendered or letters.render(letter)
    return OutgoingMail(
        key=letter.key,
        message_id=message_id(letter.key),
        thread_id=message_id(letter.thread_key) if letter.thread_key else "",
        letter=letter.kind,
        member_id=letter.to.pk,
        about=letter.about,
        reply_about=letter.reply_about,
        to_address=letter.to.email,
        to_name=letter.to.name,
        subject=rendered.subject[:250],
        text=rendered.text,
        html=rendered.html,
        has_secret=kind.has_secret,
        priority=kind.priority,
        due_at=now,
        expires_at=kind.lifetime and now + kind.lifetime,
        queued_at=now,
    )


def arrived(keys: Collection[str]) -> set[str]:
    """Return the keys of those of these letters that arrived, or may have: once they were in doubt."""
    under_way = Q(state__in=[State.QUEUED, State.SENDING])
    in_vain = Q(state__in=STUCK, in_doubt=0)
    others = OutgoingMail.objects.filter(under_way | in_vain, key__in=keys)
    # What was sent a year ago has no row any more.
    return set(keys) - set(others.values_list("key", flat=True))


def withdraw(keys: Collection[str]) -> set[str]:
    """
    Let go for good of those of these letters that did not arrive and will not by themselves.

    Returns their keys, to who wants to tell the same in another letter: from now on nobody
    can send these after all. A letter that was in doubt may have arrived, and stays.
    """
    in_vain = OutgoingMail.objects.filter(key__in=keys, state__in=STUCK, in_doubt=0)
    # RACE: who presses "opnieuw versturen" at this moment either was first, or is too late.
    lost = set(in_vain.select_for_update().values_list("key", flat=True))
    OutgoingMail.objects.filter(key__in=lost).update(state=State.CANCELLED)
    return lost


def letters_about(about: str, members: Collection[int] | None = None) -> list[LetterState]:
    """Return the letters to these members about one subject, or to all, as they were written; one query."""
    rows = OutgoingMail.objects.filter(about=about, member__isnull=False).order_by("pk")
    if members is not None:
        rows = rows.filter(member__in=members)
    columns = rows.values_list("member_id", "letter", "state", "queued_at", "sent_at")
    return [
        LetterState(member_id, letter, state, OutgoingMail.State(state).label, queued_at, sent_at)
        for member_id, letter, state, queued_at, sent_at in columns
    ]
