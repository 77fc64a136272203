"""
Reminding who has not reacted: halfway, 48 hours before the deadline, and once when it moved.

What is due is computed from rows, so these may be called at any time, or never. Who was
reminded of what is a row too: after a crash the next call goes on with the others.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from mailing.hours import is_daytime
from questions.actions.planning import CHUNK, EVERYONE
from questions.models import Question, Reminder
from questions.notifications.reminders import reminder_key, write_reminders
from questions.queries.people import reached_by
from questions.queries.reminders import Due, ToRemind, to_remind

Moment = Reminder.Moment

LAST_BEFORE = timedelta(hours=48)
# Nobody is reminded of what she was asked, or told, less than a day ago.
FIRST_AFTER = timedelta(hours=24)
# After an outage, or a quiet night, one reminder is enough when the next is this near.
BREATHER = timedelta(hours=6)
# Reminders of several questions in one week come in one letter.
TOGETHER = timedelta(days=7)

MARKS = {
    Moment.HALFWAY: "halfway_reminded_at",
    Moment.LAST: "last_reminded_at",
    Moment.EXTENDED: "extension_told_at",
}


def remind_due(*, clock: Callable[[], datetime], seconds: float) -> int:
    """
    Write the reminders that are due outside the quiet hours, and return how many letters.

    Of the other questions that wait for the same person, those whose reminder comes within a
    week go along.
    """
    now = clock()
    if not is_daytime(now):
        return 0
    until = now + timedelta(seconds=seconds)
    open_now = list(
        Question.objects.open()
        .filter(deadline_at__gt=now, planned_up_to=EVERYONE)
        .order_by("deadline_at", "pk")
    )
    letters = 0
    for question in open_now:
        moment = moment_due(question, now)
        if moment is None:
            continue
        dues = [Due(question, moment)]
        dues += [Due(other, near) for other in open_now if other != question and (near := _near(other, now))]
        after = 0
        while clock() < until and after < EVERYONE:
            written, after = _remind_chunk(dues, after, now)
            letters += written
    return letters


def moment_due(question: Question, now: datetime) -> Moment | None:
    """
    Return which reminder is due, if any.

    The last one goes before the halfway one: an outage costs a letter, it never makes two
    arrive together. A question that is open for less than three days has no room for both. Once
    people heard that they have longer, only the last one may follow.
    """
    if question.extended_at and not question.extension_told_at:
        return Moment.EXTENDED
    last_at = question.deadline_at - LAST_BEFORE
    earliest = (question.extension_told_at or question.opened_at) + FIRST_AFTER
    has_last = last_at >= earliest and not question.last_reminded_at
    if has_last and now >= last_at:
        return Moment.LAST
    halfway_at = _halfway(question)
    if question.extension_told_at or question.halfway_reminded_at or question.last_reminded_at:
        return None
    if now < halfway_at or halfway_at < earliest:
        return None
    return Moment.HALFWAY if now + BREATHER <= (last_at if has_last else question.deadline_at) else None


def _halfway(question: Question) -> datetime:
    return question.opened_at + (question.deadline_at - question.opened_at) / 2


def _near(question: Question, now: datetime) -> Moment | None:
    """Return which reminder of another question comes within a week, when people know it for a day."""
    if question.opened_at + FIRST_AFTER > now:
        return None
    moments = [now, _halfway(question), question.deadline_at - LAST_BEFORE]
    within = sorted(at for at in moments if now <= at <= now + TOGETHER)
    return next((moment for at in within if (moment := moment_due(question, at))), None)


@transaction.atomic(durable=True)
def _remind_chunk(dues: Sequence[Due], after: int, now: datetime) -> tuple[int, int]:
    """Remind the next people of the first question; return how many letters, and after whom to go on."""
    due = dues[0]
    # RACE: one worker holds the question while it writes a chunk, and another leaves it alone. A
    # closing or a step back that came first leaves nothing to hold.
    held = (
        Question.objects.open()
        .filter(pk=due.question.pk, deadline_at__gt=now, **{MARKS[due.moment]: None})
        .select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked, of=["self"], no_key=True
        )
        .first()
    )
    if held is None:
        return 0, EVERYONE
    members = reached_by(held, after=after, limit=CHUNK)
    people = to_remind(members, dues, timezone.localdate(now)) if members else []
    written = write_reminders(people, now) if people else 0
    _keep(people, now)
    if len(members) == CHUNK:
        return written, members[-1].pk
    Question.objects.filter(pk=held.pk).update(**{MARKS[due.moment]: now})
    return written, EVERYONE


def _keep(people: Sequence[ToRemind], now: datetime) -> None:
    Reminder.objects.bulk_create(
        [
            Reminder(
                question=waits.due.question,
                member=person.member,
                moment=waits.due.moment,
                letter=reminder_key(person),
                written_at=now,
            )
            for person in people
            for waits in person.waits
        ]
    )
