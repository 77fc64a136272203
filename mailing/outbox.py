"""The only door out: writes letters as rows and rings the bell after the commit."""

import json
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.db.models import Max, Q, QuerySet

from mailing import letters, tasks
from mailing.letters import Letter, LetterKind
from mailing.models import MailEvent, OutgoingMail, Suppression

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


# Written out because the ORM composes every column of every row anew, which takes longer than
# rendering and sending a letter does. What all letters of a kind share is said once.
WRITE = """
    INSERT INTO mailing_outgoingmail (
        {columns},
        letter, has_secret, priority, expires_at, due_at, queued_at,
        state, attempts, claims, in_doubt, lease_token, last_code, last_error
    )
    SELECT {columns}, %s, %s, %s, %s, %s, %s, 'queued', 0, 0, 0, '', '', ''
    FROM {letters}
    WHERE true
    ON CONFLICT DO NOTHING
"""
# What differs goes along as one value: reading a place in the statement for each takes as long as sending.
COLUMNS = {
    "key": "text",
    "message_id": "text",
    "thread_id": "text",
    "member_id": "bigint",
    "about": "text",
    "to_address": "text",
    "to_name": "text",
    "subject": "text",
    "text": "text",
    "html": "text",
    "reply_about": "text",
    "list_of": "text",
    "parts": "text",
    "calendar": "text",
}
EXTRACT = "json_extract(value, '$.{0}') AS {0}"
LETTERS = {
    "postgresql": f"json_to_recordset(%s) AS letters({', '.join(map(' '.join, COLUMNS.items()))})",
    "sqlite": f"(SELECT {', '.join(map(EXTRACT.format, COLUMNS))} FROM json_each(%s)) AS letters",  # noqa: S608 - fixed names  # nosec B608
}
BATCH = 500


def queue(outgoing: Iterable[Letter], *, now: datetime) -> int:
    """
    Write letters as rows in the transaction of their cause, and return how many were given.

    A letter whose key was queued before is left as it was: the same event never becomes
    two letters.
    """
    by_kind: dict[str, list[tuple]] = {}
    for letter in outgoing:
        by_kind.setdefault(letter.kind, []).append(_row(letter))
    with transaction.atomic(savepoint=False):
        for name, rows in by_kind.items():
            for start in range(0, len(rows), BATCH):
                _write(letters.kind_named(name), rows[start : start + BATCH], now)
    transaction.on_commit(tasks.ring)
    return sum(len(rows) for rows in by_kind.values())


def _row(letter: Letter) -> tuple:
    """Return what differs per letter, in the order of the statement."""
    rendered = letters.words_of(letter)
    return (
        letter.key,
        message_id(letter.key),
        message_id(letter.thread_key) if letter.thread_key else "",
        letter.to.pk,
        letter.about,
        letter.to.email,
        letter.to.name,
        str(rendered.subject[:250]),
        str(rendered.text),
        str(rendered.html),
        letter.reply_about,
        letters.list_of(letter),
        rendered.parts,
        letters.calendar_of(letter),
    )


def _write(kind: LetterKind, rows: list[tuple], now: datetime) -> None:
    moment = connection.ops.adapt_datetimefield_value
    # SECURITY: only names of our own are put into the statement, never a value.
    statement = WRITE.format(columns=", ".join(COLUMNS), letters=LETTERS[connection.vendor])
    shared: list[str | int | None] = [
        kind.name,
        kind.has_secret,
        kind.priority.value,
        moment(now + kind.lifetime) if kind.lifetime else None,
        moment(now + kind.wait),
        moment(now),
    ]
    with connection.cursor() as cursor:
        written = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
        cursor.execute(statement, [*shared, json.dumps(written, ensure_ascii=False)])


def let_come(member_id: int, due_at: datetime, *, now: datetime) -> None:
    """Send what waited for a member until a moment now, because she is back before it."""
    OutgoingMail.objects.filter(member=member_id, state=State.QUEUED, due_at=due_at).update(due_at=now)
    transaction.on_commit(tasks.ring)


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


def call_back(kind: str, about: str, *, reason: str) -> int:
    """
    Let go of the letters of one kind about one subject that no worker has in its hands yet.

    Returns how many. Inside the caller's transaction.
    """
    return call_back_all(kind, [about], reason=reason)


def call_back_all(kind: str, abouts: Collection[str], *, reason: str) -> int:
    """Do the same for letters about any of these subjects, in one statement."""
    waiting = OutgoingMail.objects.filter(letter=kind, about__in=abouts, state=State.QUEUED, lease_token="")
    return waiting.update(state=State.CANCELLED, last_error=reason)


def forget(kinds: Collection[str], addresses: Collection[str]) -> None:
    """
    Delete the letters of these kinds to these addresses, and what is known of the addresses.

    What stands with a member's own address stays. So does a letter that a worker has in its hands:
    ``forget_others`` finds it later. Inside the caller's transaction.
    """
    _delete(OutgoingMail.objects.filter(letter__in=kinds, to_address__in=addresses))
    accounts = get_user_model()._default_manager.filter(email__in=addresses).values_list("email", flat=True)
    strangers = set(addresses).difference(accounts)
    MailEvent.objects.filter(address__in=strangers).delete()
    Suppression.objects.filter(address__in=strangers).delete()


def forget_others(kinds: Collection[str], addresses: QuerySet) -> None:
    """Delete the letters of these kinds to any other address than these; inside the caller's transaction."""
    _delete(OutgoingMail.objects.filter(letter__in=kinds).exclude(to_address__in=addresses))


def _delete(forgotten: QuerySet[OutgoingMail]) -> None:
    idle = forgotten.filter(lease_token="")
    MailEvent.objects.filter(letter__in=idle).delete()
    idle.delete()


def newest(kind: str, abouts: Collection[str]) -> dict[str, int]:
    """Return the number of the last letter of one kind about each of these subjects; one query."""
    found = OutgoingMail.objects.filter(letter=kind, about__in=abouts).values("about")
    return dict(found.annotate(last=Max("pk")).values_list("about", "last"))


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
