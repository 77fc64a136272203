"""What happens after the answers are in: synthesis, quotes, and telling back."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max

from activity import journal
from members.models import Member
from questions import notifications
from questions.actions.steps import WrongState, take
from questions.actions.wording import words_for_members
from questions.indexing import index_question
from questions.models import AnswerPart, Outcome, Question, Quote, Synthesis
from questions.permissions import Roles, may_run_questions, require
from ui.wording import is_word_for_word

State = Question.State
WRITABLE = [State.INTERPRETING, State.RETURNED, State.SHARED, State.AWAITING, State.COMPLETED]
TELLABLE = [
    State.CLOSED, State.INTERPRETING, State.RETURNED, State.SHARED, State.AWAITING,
    State.COMPLETED, State.SECOND_ROUND,
]  # fmt: skip


class SpeaksForMembers(Exception):
    """The text speaks in the name of the members; ``problems`` holds the words per section."""

    def __init__(self, problems: dict[str, str]):
        super().__init__(", ".join(problems.values()))
        self.problems = problems


class SynthesisChanged(Exception):
    """Somebody else saved meanwhile; ``current`` is the synthesis as it is now."""

    def __init__(self, current: Synthesis):
        super().__init__(current.version)
        self.current = current


class EmptySynthesis(Exception):
    """There is nothing to share yet."""


class NoConsent(Exception):
    """The writer of this answer does not want to be quoted."""


class NotWordForWord(Exception):
    """The passage does not stand like this in the answer."""


class NoOutcome(Exception):
    """Nobody has been told what became of the answers."""


class AlreadyTold(Exception):
    """Exactly this outcome was recorded before."""


@transaction.atomic(durable=True)
def start_interpreting(*, question: Question, actor: Member, now: datetime) -> Synthesis:
    """Begin the synthesis of a closed question.

    :raises WrongState: when it is still open, or was begun already.
    """
    require(may_run_questions(Roles.of(actor)))
    take("interpret", question, actor=actor, now=now)
    return Synthesis.objects.create(question=question, changed_at=now, changed_by=actor)


@transaction.atomic(durable=True)
def write_synthesis(
    *, question: Question, actor: Member, sections: Mapping[str, str], version: int, now: datetime
) -> Synthesis:
    """
    Save the five sections over the version that the writer saw, and return the synthesis.

    Text that is what was kept already makes no new version.

    :raises SpeaksForMembers: when a section speaks in the name of the members.
    :raises SynthesisChanged: when somebody else saved meanwhile; nothing is written.
    :raises WrongState: when there is no synthesis to write.
    """
    require(may_run_questions(Roles.of(actor)))
    problems = {name: words for name, text in sections.items() if (words := words_for_members(text))}
    if problems:
        raise SpeaksForMembers(problems)
    synthesis = _synthesis_of(question)
    if all(getattr(synthesis, name) == text for name, text in sections.items()):
        return synthesis
    seen = Synthesis.objects.filter(pk=synthesis.pk, version=version)
    written = seen.update(**sections, version=F("version") + 1, changed_at=now, changed_by=actor)
    synthesis.refresh_from_db()
    if not written:
        raise SynthesisChanged(synthesis)
    if synthesis.shared_at:
        index_question(question.pk)
    return synthesis


@transaction.atomic(durable=True)
def add_quote(*, question: Question, actor: Member, source: AnswerPart, section: str, passage: str) -> Quote:
    """
    Put a passage of an answer, word for word, in a section of the synthesis.

    :raises NoConsent: when its writer does not want to be quoted.
    :raises NotWordForWord: when the answer does not say it like this.
    :raises WrongState: when there is no synthesis to add to.
    """
    require(may_run_questions(Roles.of(actor)))
    synthesis = _synthesis_of(question)
    answer = source.answer
    require(answer.question_id == question.pk)
    if not source.may_be_quoted or not answer.submitted_at:
        raise NoConsent
    if not is_word_for_word(passage, source.text):
        raise NotWordForWord
    words = " ".join(passage.split())
    last = synthesis.quotes.filter(section=section).aggregate(last=Max("position"))["last"] or 0
    return synthesis.quotes.get_or_create(
        section=section, source=source, passage=words, defaults={"position": last + 1}
    )[0]


@transaction.atomic(durable=True)
def remove_quote(*, quote: Quote, actor: Member) -> None:
    """Take a quote out of the synthesis."""
    require(may_run_questions(Roles.of(actor)))
    quote.delete()


@transaction.atomic(durable=True)
def share_synthesis(*, question: Question, actor: Member, now: datetime) -> None:
    """
    Publish the synthesis on the page of the question.

    :raises EmptySynthesis: when no section says anything.
    :raises WrongState: when it was shared already.
    """
    require(may_run_questions(Roles.of(actor)))
    take("share", question, actor=actor, now=now)
    synthesis = _synthesis_of(question)
    if not any(getattr(synthesis, section) for section in Synthesis.Section.values):
        raise EmptySynthesis
    Synthesis.objects.filter(pk=synthesis.pk).update(shared_at=now)
    index_question(question.pk)
    journal.record("synthesis_shared", question, audience=journal.MEMBERS, actor=actor, now=now)


@transaction.atomic(durable=True)
def record_outcome(
    *,
    question: Question,
    actor: Member,
    happened_on: date,
    text: str,
    nothing_done: bool,
    follow_up: str,
    now: datetime,
) -> Outcome:
    """
    Write down what the asker did with the answers, and tell everyone who answered.

    :raises WrongState: when the question still takes answers.
    :raises AlreadyTold: when exactly this was recorded before; nobody hears it twice.
    """
    require(may_run_questions(Roles.of(actor)))
    # RACE: the update changes nothing but locks the row, so of two clicks the second waits
    # here and then finds what the first one recorded.
    if not Question.objects.filter(pk=question.pk, state__in=TELLABLE).update(state=F("state")):
        raise WrongState
    if question.outcomes.filter(happened_on=happened_on, text=text, nothing_done=nothing_done).exists():
        raise AlreadyTold
    outcome = Outcome.objects.create(
        question=question,
        happened_on=happened_on,
        text=text,
        nothing_done=nothing_done,
        follow_up=follow_up,
        recorded_at=now,
        recorded_by=actor,
    )
    notifications.outcome_recorded(outcome, now=now)
    index_question(question.pk)
    journal.record("outcome_recorded", question, audience=journal.MEMBERS, actor=actor, now=now)
    return outcome


@transaction.atomic(durable=True)
def complete_question(*, question: Question, actor: Member, now: datetime) -> None:
    """
    Round off a question of which the synthesis was shared and the outcome told.

    :raises NoOutcome: when nothing was told back yet.
    :raises WrongState: when the synthesis was not shared, or it was completed already.
    """
    require(may_run_questions(Roles.of(actor)))
    take("complete", question, actor=actor, now=now)
    if not question.outcomes.exists():
        raise NoOutcome


def _synthesis_of(question: Question) -> Synthesis:
    synthesis = Synthesis.objects.filter(question=question, question__state__in=WRITABLE).first()
    if synthesis is None:
        raise WrongState
    return synthesis
