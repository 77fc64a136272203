"""Reminders to people who have not reacted: one letter, about every question that waits for her."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from mailing import letters, outbox
from mailing.letters import Letter, LetterKind, Rendered
from members.models import Member
from questions.models import Question, Reminder
from questions.notifications.about import NO_MORE, voices_about, why_asked
from questions.notifications.moulds import Marks, Moulds, values_of
from questions.notifications.opening import ASKED
from questions.queries.people import waiting_voices
from questions.queries.reminders import ToRemind


def reminder_key(person: ToRemind) -> str:
    """Return the key of a person's letter, which is about the question that is due first of all."""
    due = person.waits[0].due
    return f"question:{due.question.pk}:{due.moment.value}:member:{person.member.pk}"


def write_reminders(people: Iterable[ToRemind], now: datetime) -> int:
    """Write one letter to each of these people."""
    moulds = Moulds("question_reminder")
    return outbox.queue(
        [
            Letter(
                kind="question_reminder",
                to=person.member,
                key=reminder_key(person),
                about=f"question:{person.waits[0].due.question.pk}",
                reply_about=voices_about(voice.recipient for waits in person.waits for voice in waits.voices),
                rendered=_fill(moulds, person),
            )
            for person in people
        ],
        now=now,
    )


def _fill(moulds: Moulds, person: ToRemind) -> Rendered:
    about = f"question:{person.waits[0].due.question.pk}"
    stop_url = letters.stop_url(letters.kind_named("question_reminder"), person.member.pk, about)
    voices = [voice for waits in person.waits for voice in waits.voices]
    reason = why_asked(voice.recipient for voice in voices)
    values = {"name": person.member.name, "why": reason, "stop": stop_url}
    for number, voice in enumerate(voices):
        values |= values_of(number, voice.recipient)

    def context(marks: Marks) -> dict:
        numbers = iter(range(len(voices)))
        asks = [
            {
                "question": waits.due.question,
                "moment": waits.due.moment.value,
                "voices": [
                    {"recipient": marks.voice(next(numbers), voice.recipient), "has_draft": voice.has_draft}
                    for voice in waits.voices
                ],
            }
            for waits in person.waits
        ]
        words = OF_ALL if len(asks) > 1 else NO_MORE
        foot = {"why": marks.mark("why"), "stop_url": marks.mark("stop"), "stop_words": words}
        return {"asks": asks} | foot

    shape = tuple(
        (
            waits.due.question.pk,
            waits.due.moment,
            *(
                (voice.recipient.member_id is None, bool(voice.recipient.reasons), voice.has_draft)
                for voice in waits.voices
            ),
        )
        for waits in person.waits
    )
    return moulds.fill(shape, values, context)


def still_reminded(rows: Sequence) -> set[int]:
    """Return the reminders that still ask something, in at least one of the questions they are about."""
    about = Reminder.objects.filter(letter__in={row.key for row in rows}, question__state=Question.State.OPEN)
    questions: dict[str, set[int]] = {}
    for key, question in about.values_list("letter", "question_id"):
        questions.setdefault(key, set()).add(question)
    members = Member.objects.active().filter(pk__in={row.member_id for row in rows})
    everything = set().union(*questions.values())
    waiting = {
        (question, asked.member.pk)
        for question, people in waiting_voices(members, everything).items()
        for asked in people
    }
    return {
        row.pk
        for row in rows
        if any((question, row.member_id) in waiting for question in questions.get(row.key, ()))
    }


OF_ALL = "Geen brieven meer over deze vragen"
KINDS = [
    LetterKind(
        "question_reminder",
        reason=ASKED,
        list_name="landelijke-vragen",
        wanted=still_reminded,
        by_day=True,
        stop_words="Geen brieven meer over de vragen in deze herinnering",
    ),
]
