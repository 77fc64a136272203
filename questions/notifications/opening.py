"""The letter with which a question opens, and when it may still go."""

from collections.abc import Collection, Sequence
from datetime import datetime

from mailing import letters, outbox
from mailing.letters import Letter, LetterKind
from members.models import Member
from questions.models import Question, Recipient
from questions.notifications.about import NO_MORE, question_id, voices_about, why_asked
from questions.notifications.moulds import Marks, Moulds, values_of
from questions.queries.people import waiting_voices


class Opening:
    """The letters with which one question opens."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._kind = letters.kind_named("question_opened")
        self._moulds = Moulds("question_opened")
        parts = question.sub_questions.order_by("position") if question.year else ()
        # The three of the year are short enough for the letter itself.
        self._asked = [part.text for part in parts]

    def write(self, members: Collection[Member], now: datetime) -> int:
        """Write one letter to each of these members who is still waited for, about all her voices."""
        question = self._question
        return outbox.queue(
            [
                Letter(
                    kind="question_opened",
                    to=asked.member,
                    key=f"question:{question.pk}:opened:member:{asked.member.pk}",
                    about=f"question:{question.pk}",
                    reply_about=voices_about(asked.recipients),
                    rendered=self._fill(asked.member, asked.recipients),
                )
                for asked in waiting_voices(members, [question.pk])[question.pk]
            ],
            now=now,
        )

    def _fill(self, member: Member, recipients: Sequence[Recipient]):
        about = f"question:{self._question.pk}"
        values = {
            "name": member.name,
            "why": why_asked(recipients),
            "stop": letters.stop_url(self._kind, member.pk, about),
        }
        for number, recipient in enumerate(recipients):
            values |= values_of(number, recipient)

        def context(marks: Marks) -> dict:
            voices = [marks.voice(number, recipient) for number, recipient in enumerate(recipients)]
            return {
                "question": self._question,
                "asked": self._asked,
                "voices": [{"recipient": voice} for voice in voices],
                "why": marks.mark("why"),
                "stop_url": marks.mark("stop"),
            }

        shape = tuple((recipient.member_id is None, bool(recipient.reasons)) for recipient in recipients)
        return self._moulds.fill(shape, values, context)


def still_asked(rows: Sequence) -> set[int]:
    """Return the letters that still ask something: question open, and a voice that has not reacted."""
    open_now = set(
        Question.objects.open().filter(pk__in={question_id(row) for row in rows}).values_list("pk", flat=True)
    )
    members = Member.objects.active().filter(pk__in={row.member_id for row in rows})
    asked = {
        (question, person.member.pk)
        for question, people in waiting_voices(members, open_now).items()
        for person in people
    }
    return {row.pk for row in rows if (question_id(row), row.member_id) in asked}


ASKED = "we deze vraag aan jou of je organisatie stellen"
KINDS = [
    LetterKind(
        "question_opened",
        reason=ASKED,
        list_name="landelijke-vragen",
        wanted=still_asked,
        stop_words=NO_MORE,
    ),
]
