"""The letter in which respondents see the synthesis before others do."""

from collections.abc import Sequence
from datetime import datetime

from mailing import outbox
from mailing.letters import Letter, LetterKind
from questions.models import LeftOut, Question, SynthesisVersion
from questions.notifications.about import ANSWERED, NO_MORE, question_id, respondents_of
from questions.queries.versions import passages_fed_by, text_of_version


def synthesis_returned(question: Question, version: SynthesisVersion, *, now: datetime) -> int:
    """Show everyone who answered what was made of her answer, one letter a person."""
    text = text_of_version(version)
    left_out = dict(LeftOut.objects.filter(answer__question=question).values_list("answer", "reason"))
    return outbox.queue(
        [
            Letter(
                kind="synthesis_returned",
                to=respondent.member,
                key=f"question:{question.pk}:returned:{version.number}:member:{respondent.member.pk}",
                about=f"question:{question.pk}",
                context={
                    "question": question,
                    "why": respondent.reason,
                    "voices": [
                        {
                            "answer": answer,
                            "passages": passages_fed_by(text, [answer]),
                            "left_out": left_out.get(answer.pk, ""),
                        }
                        for answer in respondent.answers
                    ],
                },
            )
            for respondent in respondents_of(question)
        ],
        now=now,
    )


def still_returned(rows: Sequence) -> set[int]:
    """Return the letters about a synthesis that still lies with its respondents."""
    returned = Question.objects.filter(
        pk__in={question_id(row) for row in rows}, state=Question.State.RETURNED
    )
    found = set(returned.values_list("pk", flat=True))
    return {row.pk for row in rows if question_id(row) in found}


KINDS = [
    LetterKind(
        "synthesis_returned",
        reason=ANSWERED,
        list_name="landelijke-vragen",
        wanted=still_returned,
        stop_words=NO_MORE,
    )
]
