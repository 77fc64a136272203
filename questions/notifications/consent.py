"""Letters about what may be done with an answer: asked of its writer, and told to the programme team."""

from collections.abc import Sequence
from datetime import datetime

from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import PROGRAMME_TEAM, Member
from questions.models import Question
from questions.models.answers import READERS
from questions.notifications.about import ANSWERED, IN_TEAM, NO_MORE, OWNING, question_id, respondents_of


def consent_changed(question: Question, changes: Sequence[str], *, now: datetime) -> int:
    """Tell who is responsible for the question that its synthesis used what is allowed no longer."""
    return outbox.queue(
        [
            Letter(
                kind="consent_changed",
                to=member,
                key=f"question:{question.pk}:consent:{now.isoformat()}:member:{member.pk}",
                about=f"question:{question.pk}",
                context={
                    "question": question,
                    "changes": changes,
                    "why": OWNING if member == question.owner else IN_TEAM,
                },
            )
            for member in _owners_of(question)
        ],
        now=now,
    )


def readers_asked(question: Question, *, now: datetime) -> int:
    """Ask everyone whose answer fewer people read than the question now asks for."""
    wide = READERS.index(question.visibility)
    letters = []
    for respondent in respondents_of(question):
        narrower = [answer for answer in respondent.answers if READERS.index(answer.readers) < wide]
        if narrower:
            letters.append(
                Letter(
                    kind="readers_asked",
                    to=respondent.member,
                    key=f"question:{question.pk}:readers:{question.visibility}:member:{respondent.member.pk}",
                    about=f"question:{question.pk}",
                    context={"question": question, "answers": narrower, "why": respondent.reason},
                )
            )
    return outbox.queue(letters, now=now)


def still_asking(rows: Sequence) -> set[int]:
    """Return the letters about questions that are still there to be read."""
    asked = Question.objects.asked().filter(pk__in={question_id(row) for row in rows})
    found = set(asked.values_list("pk", flat=True))
    return {row.pk for row in rows if question_id(row) in found}


def _owners_of(question: Question) -> list[Member]:
    """Return the owner, or the whole programme team when she is no longer there."""
    if question.owner and question.owner.is_active:
        return [question.owner]
    return list(Member.objects.active().filter(groups__name=PROGRAMME_TEAM).order_by("pk"))


KINDS = [
    LetterKind("consent_changed", reason=OWNING, list_name="landelijke-vragen", stop_words=NO_MORE),
    LetterKind(
        "readers_asked",
        reason=ANSWERED,
        list_name="landelijke-vragen",
        wanted=still_asking,
        stop_words=NO_MORE,
    ),
]
