"""The letter with which a question opens, and when it may still go."""

from collections.abc import Sequence
from datetime import datetime

from mailing import outbox
from mailing.letters import Letter, LetterKind
from questions.models import Answer, Question, Recipient
from questions.notifications.about import question_id
from questions.queries.people import Asked, people_behind


def question_opened(question: Question, now: datetime) -> int:
    """Write one letter to each person who is asked, whatever number of voices she has."""
    recipients = question.recipients.select_related("organization", "member").order_by("pk")
    return ask_people("question_opened", question, people_behind(recipients), "opened", now)


def ask_people(kind: str, question: Question, people: Sequence[Asked], moment: str, now: datetime) -> int:
    """Write each of these people one letter of this kind, about all her voices."""
    drafts = set(
        Answer.objects.filter(question=question, submitted_at=None).values_list(
            "organization_id", "member_id"
        )
    )
    return outbox.queue(
        [
            Letter(
                kind=kind,
                to=asked.member,
                key=f"question:{question.pk}:{moment}:member:{asked.member.pk}",
                about=f"question:{question.pk}",
                context={
                    "question": question,
                    "moment": moment,
                    "voices": [
                        {
                            "recipient": recipient,
                            "has_draft": (recipient.organization_id, recipient.member_id) in drafts,
                        }
                        for recipient in asked.recipients
                    ],
                },
            )
            for asked in people
        ],
        now=now,
    )


def still_asked(rows: Sequence) -> set[int]:
    """Return the letters that still ask something: question open, and a voice that has not reacted."""
    question_ids = {question_id(row) for row in rows}
    waiting = (
        Recipient.objects.waiting()
        .filter(question__in=question_ids, question__state=Question.State.OPEN)
        .select_related("organization", "member")
    )
    asked = {
        (recipient.question_id, person.member.pk)
        for person in people_behind(waiting)
        for recipient in person.recipients
    }
    return {row.pk for row in rows if (question_id(row), row.member_id) in asked}


ASKED = "je contactpersoon bent van een organisatie die deze vraag krijgt, of omdat je met naam gevraagd bent"
KINDS = [
    LetterKind("question_opened", reason=ASKED, list_name="landelijke-vragen", wanted=still_asked),
]
