"""Showing a synthesis to who answered, before others read it: *herken je jezelf hierin?*"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from members.models import Member
from questions import notifications
from questions.actions import synthesizing
from questions.actions.publishing import keep_version
from questions.actions.steps import WrongState, take
from questions.models import Answer, Passage, Question, Synthesis, SynthesisVersion, Verdict
from questions.permissions import Roles, may_change_answer, may_run_questions, require

TO_REACT = timedelta(days=5)

__all__ = [
    "NotReturned",
    "SaidOfPassage",
    "WrongState",
    "give_verdicts",
    "resume_writing",
    "return_synthesis",
]


class NotReturned(Exception):
    """The synthesis does not lie with its respondents, or no longer."""


@dataclass(frozen=True)
class SaidOfPassage:
    """What a respondent says of one passage; ``text`` is the nuance that she misses."""

    passage_id: int
    word: str
    text: str = ""


@transaction.atomic(durable=True)
def return_synthesis(*, question: Question, actor: Member, now: datetime) -> SynthesisVersion:
    """
    Show the synthesis to everyone who answered, for five days.

    :raises synthesizing.NotWhole: when it is not fit to be read by others yet.
    :raises WrongState: when it is not being written.
    """
    require(may_run_questions(Roles.of(actor)))
    take("return", question, actor=actor, now=now, return_until=now + TO_REACT)
    synthesizing.require_whole(Synthesis.objects.select_related("question").get(question=question))
    version = keep_version(question, SynthesisVersion.Purpose.RETURNED, actor=actor, now=now)
    notifications.synthesis_returned(question, version, now=now)
    return version


@transaction.atomic(durable=True)
def resume_writing(*, question: Question, actor: Member, now: datetime) -> None:
    """
    Take the synthesis back to write on; what respondents said of it stays.

    :raises WrongState: when it does not lie with them.
    """
    require(may_run_questions(Roles.of(actor)))
    take("resume", question, actor=actor, now=now)


@transaction.atomic(durable=True)
def give_verdicts(*, answer: Answer, actor: Member, said: Sequence[SaidOfPassage], now: datetime) -> int:
    """
    Keep what a respondent says of passages that rest on her answer; the last word counts.

    What is said of other passages is passed over. Return how many were kept.

    :raises NotReturned: when the five days are over, or the team took the synthesis back.
    """
    require(may_change_answer(Roles.of(actor), answer))
    # RACE: whoever shares or takes back waits for this row, so nothing is said of a text that moved on.
    question = Question.objects.select_for_update(no_key=True).get(pk=answer.question_id)
    is_returned = question.state == Question.State.RETURNED and now <= question.return_until
    if not is_returned or not Answer.objects.submitted().filter(pk=answer.pk).exists():
        raise NotReturned
    hers = Passage.objects.filter(synthesis__question=question, links__part__answer=answer)
    allowed = set(hers.values_list("pk", flat=True))
    kept = [each for each in said if each.passage_id in allowed]
    Verdict.objects.bulk_create(
        [
            Verdict(
                passage_id=each.passage_id,
                answer=answer,
                word=each.word,
                text=each.text,
                given_at=now,
                given_by=actor,
            )
            for each in kept
        ],
        update_conflicts=True,
        unique_fields=["passage", "answer"],
        update_fields=["word", "text", "given_at", "given_by"],
    )
    return len(kept)
