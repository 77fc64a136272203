"""
What the worker does after a question opened: write down who is asked, and their letters.

Opening only fixes the choice, so that it answers at once however many are asked. Who comes
first then writes down whom that choice reaches: the worker, or a member who opens the page
before it. Letters follow in chunks, each a transaction of its own that also says how far it
came; after a crash the next call goes on there, and nobody gets a letter twice.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from members.models import Member
from questions.models import Question, Recipient
from questions.notifications.opening import Opening
from questions.permissions import Roles
from questions.queries.audience import chosen_by
from questions.queries.people import reached_by

# Between two chunks others come by: who answers this question, and who sends letters.
CHUNK = 250
# The number after which no member comes.
EVERYONE = 2**63 - 1


def plan_due(*, clock: Callable[[], datetime], seconds: float) -> int:
    """
    Plan every question that was opened, for about so many seconds, and return how many letters were written.

    Any number of workers may do this at once, and each may be killed at any moment.
    """
    until = clock() + timedelta(seconds=seconds)
    letters = 0
    for question in _to_plan().order_by("opened_at", "pk"):
        write_recipients(question=question, now=clock())
        opening = Opening(question)
        while clock() < until and (written := _write_chunk(question, opening, clock())) is not None:
            letters += written
    return letters


def is_waiting() -> bool:
    """Whether there is still something to plan."""
    return _to_plan().exists()


def _to_plan() -> QuerySet[Question]:
    return Question.objects.open().filter(planned_up_to__lt=EVERYONE)


@transaction.atomic(durable=True)
def write_recipients(*, question: Question, now: datetime) -> None:
    """Write down whom an open question asks, once: whom its choice reaches at this moment."""
    # RACE: the update is the claim. Who comes second waits here and then finds it done.
    if not Question.objects.open().filter(pk=question.pk, planned_at=None).update(planned_at=now):
        return
    chosen = chosen_by(question, now)
    rows = [
        *(
            Recipient(question=question, organization_id=pk, reasons=reasons)
            for pk, reasons in chosen.organizations.items()
        ),
        *(
            Recipient(question=question, member_id=pk, reasons=reasons)
            for pk, reasons in chosen.members.items()
        ),
    ]
    Recipient.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)


@transaction.atomic(durable=True)
def note_seen(*, question: Question, actor: Member, now: datetime) -> None:
    """Remember that somebody who speaks for a voice opened the question, for each voice that is hers."""
    Recipient.objects.of(Roles.of(actor)).filter(question=question, seen_at=None).update(seen_at=now)


@transaction.atomic(durable=True)
def _write_chunk(question: Question, opening: Opening, now: datetime) -> int | None:
    """Write the next letters and how far that is; None when all are written, or another worker has it."""
    # RACE: one worker holds the question while it writes a chunk, and another leaves it alone. On
    # SQLite the transaction itself lets one in at a time, and each goes on where the other came.
    held = (
        Question.objects.open()
        .filter(pk=question.pk, planned_up_to__lt=EVERYONE)
        .select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked, of=["self"], no_key=True
        )
        .first()
    )
    if held is None:
        return None
    members = reached_by(held, after=held.planned_up_to, limit=CHUNK)
    written = opening.write(members, now) if members else 0
    up_to = members[-1].pk if len(members) == CHUNK else EVERYONE
    Question.objects.filter(pk=held.pk).update(planned_up_to=up_to)
    return written
