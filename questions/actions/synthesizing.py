"""Writing a synthesis together: passages, the sources they rest on, and their order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from members.models import Member
from questions.actions.steps import WrongState, take
from questions.actions.wording import Objection, objection_to
from questions.indexing import index_question
from questions.models import AnswerPart, LeftOut, Passage, PassageSource, Question, Synthesis
from questions.permissions import Roles, may_run_questions, require
from questions.queries.coverage import Coverage, coverage_of, unsaid_sections
from questions.queries.draft import draft_of
from questions.queries.synthesis import counted
from ui.wording import is_word_for_word

Kind = Passage.Kind
State = Question.State
# While respondents look at it nothing changes under their eyes; the team takes it back first.
WRITABLE = [State.INTERPRETING, State.SHARED, State.AWAITING, State.COMPLETED]


class WordsRefused(Exception):
    """The text speaks for the members or counts votes; ``objection`` says where, and what may be said."""

    def __init__(self, objection: Objection):
        super().__init__(objection.words)
        self.objection = objection


class EmptyPassage(Exception):
    """A passage needs words."""


class NoConsent(Exception):
    """The writer of this part does not want to be quoted, or took her answer back."""


class NotWordForWord(Exception):
    """The quoted words do not stand like this in the answer."""


class QuoteHasOneSource(Exception):
    """A quote rests on the one part that it repeats."""


class PassageChanged(Exception):
    """Somebody else changed the passage meanwhile; ``current`` is the passage as it is now."""

    def __init__(self, current: Passage):
        super().__init__(current.version)
        self.current = current


class PassageGone(Exception):
    """Somebody else took the passage away meanwhile."""


class SectionNeeded(Exception):
    """Answers were labelled to this section, so something must be said in it."""

    def __init__(self, section: Synthesis.Section):
        super().__init__(section)
        self.section = section


class NotWhole(Exception):
    """The synthesis is not fit to be read by others yet; ``coverage`` and ``unsaid`` say what is missing."""

    def __init__(self, *, is_empty: bool, coverage: Coverage, unsaid: list[Synthesis.Section]):
        super().__init__(coverage, unsaid)
        self.is_empty = is_empty
        self.coverage = coverage
        self.unsaid = unsaid


@dataclass(frozen=True)
class SourceWords:
    """Which words of which part a passage is made from."""

    part: AnswerPart
    excerpt: str = ""


@transaction.atomic(durable=True)
def start_interpreting(*, question: Question, actor: Member, now: datetime) -> Synthesis:
    """
    Begin the synthesis of a closed question.

    :raises WrongState: when it is still open, or was begun already.
    """
    require(may_run_questions(Roles.of(actor)))
    take("interpret", question, actor=actor, now=now)
    return Synthesis.objects.create(question=question, changed_at=now, changed_by=actor)


@transaction.atomic(durable=True)
def add_quote(
    *, question: Question, actor: Member, source: SourceWords, section: str, now: datetime
) -> Passage:
    """
    Put words of an answer, exactly as they stand there, in a section; twice the same gives one.

    :raises NoConsent: when its writer does not want to be quoted.
    :raises NotWordForWord: when the answer does not say it like this.
    :raises WrongState: when there is no synthesis to add to.
    """
    synthesis = _locked(question, actor)
    words = _quotable(question, source.part, source.excerpt)
    same = synthesis.passages.filter(kind=Kind.QUOTE, section=section, text=words, links__part=source.part)
    return same.first() or _add(synthesis, actor, Kind.QUOTE, section, words, [source], now)


@transaction.atomic(durable=True)
def add_words(
    *,
    question: Question,
    actor: Member,
    section: str,
    text: str,
    sources: Sequence[SourceWords] = (),
    now: datetime,
) -> Passage:
    """
    Add a passage in words of the team: a paraphrase when it has sources, else its own.

    :raises EmptyPassage: when nothing is said.
    :raises WordsRefused: when it speaks for the members, or gives a percentage of few answers.
    :raises NoConsent: when an answer behind it was taken back.
    :raises WrongState: when there is no synthesis to add to.
    """
    synthesis = _locked(question, actor)
    words = _sayable(synthesis, text, [source.part for source in sources])
    for source in sources:
        _require_handed_in(question, source.part)
    kind = Kind.PARAPHRASE if sources else Kind.OWN
    same = synthesis.passages.filter(kind=kind, section=section, text=words)
    return same.first() or _add(synthesis, actor, kind, section, words, sources, now)


@transaction.atomic(durable=True)
def rewrite_passage(*, passage: Passage, actor: Member, text: str, version: int, now: datetime) -> Passage:
    """
    Change the text over the version that the writer saw; the same text changes nothing.

    :raises PassageChanged: when somebody else saved meanwhile; nothing is written.
    :raises PassageGone: when somebody else took it away.
    :raises NotWordForWord: when a quote would say what its source does not.
    """
    synthesis = _locked(passage.synthesis.question, actor)
    current = _current(synthesis, passage)
    parts = [link.part for link in current.links.select_related("part__answer")]
    if current.kind == Kind.QUOTE:
        words = _quotable(synthesis.question, parts[0], text)
    else:
        words = _sayable(synthesis, text, parts)
    if current.text == words:
        return current
    if current.version != version:
        raise PassageChanged(current)
    if current.kind == Kind.QUOTE:
        current.links.update(excerpt=words)
    current.text = words
    current.version += 1
    current.changed_at = now
    current.changed_by = actor
    current.save(update_fields=["text", "version", "changed_at", "changed_by"])
    _changed(synthesis, actor, now)
    return current


@transaction.atomic(durable=True)
def remove_passage(*, passage: Passage, actor: Member, version: int, now: datetime) -> None:
    """
    Take a passage out of the synthesis.

    :raises SectionNeeded: when it is the last one of a section that answers were labelled to.
    :raises PassageChanged: when somebody else changed it meanwhile.
    :raises PassageGone: when somebody else took it away first.
    """
    synthesis = _locked(passage.synthesis.question, actor)
    current = _current(synthesis, passage)
    if current.version != version:
        raise PassageChanged(current)
    current.delete()
    _require_said(synthesis, current.section)
    _changed(synthesis, actor, now)


@transaction.atomic(durable=True)
def move_passage(*, passage: Passage, actor: Member, places: int, now: datetime) -> None:
    """
    Move a passage within its section, up when ``places`` is negative; at the edge it stays.

    :raises PassageGone: when somebody else took it away.
    """
    synthesis = _locked(passage.synthesis.question, actor)
    current = _current(synthesis, passage)
    order = list(synthesis.passages.filter(section=current.section).order_by("position", "pk"))
    old = order.index(current)
    order.insert(max(0, old + places), order.pop(old))
    for position, each in enumerate(order, start=1):
        each.position = position
    Passage.objects.bulk_update(order, ["position"])
    _changed(synthesis, actor, now)


@transaction.atomic(durable=True)
def put_in_section(*, passage: Passage, actor: Member, section: str, now: datetime) -> None:
    """
    Put a passage at the end of another section.

    :raises SectionNeeded: when it is the last one of a section that answers were labelled to.
    :raises PassageGone: when somebody else took it away.
    """
    synthesis = _locked(passage.synthesis.question, actor)
    current = _current(synthesis, passage)
    if current.section == section:
        return
    left = current.section
    current.position = _last_position(synthesis, section) + 1
    current.section = section
    current.save(update_fields=["position", "section"])
    _require_said(synthesis, left)
    _changed(synthesis, actor, now)


@transaction.atomic(durable=True)
def add_source(*, passage: Passage, actor: Member, source: SourceWords, now: datetime) -> None:
    """
    Let a passage rest on one more part; words of the team become a paraphrase by it.

    :raises QuoteHasOneSource: when it is a quote.
    :raises NoConsent: when the answer was taken back.
    :raises PassageGone: when somebody else took the passage away.
    """
    synthesis = _locked(passage.synthesis.question, actor)
    current = _current(synthesis, passage)
    _require_handed_in(synthesis.question, source.part)
    if current.kind == Kind.QUOTE:
        raise QuoteHasOneSource
    _link(current, [source])
    Passage.objects.filter(pk=current.pk).update(kind=Kind.PARAPHRASE)
    _changed(synthesis, actor, now)


@transaction.atomic(durable=True)
def remove_source(*, passage: Passage, actor: Member, part: AnswerPart, now: datetime) -> None:
    """
    Let a paraphrase rest on one part less; without any it is the team's own words.

    :raises QuoteHasOneSource: when it is a quote, which does not stand without it.
    :raises PassageGone: when somebody else took the passage away.
    """
    synthesis = _locked(passage.synthesis.question, actor)
    current = _current(synthesis, passage)
    if current.kind == Kind.QUOTE:
        raise QuoteHasOneSource
    current.links.filter(part=part).delete()
    if not current.links.exists():
        Passage.objects.filter(pk=current.pk).update(kind=Kind.OWN)
    _changed(synthesis, actor, now)


def require_whole(synthesis: Synthesis) -> None:
    """
    Ask, before others read it, that every answer is accounted for and no section was left out.

    :raises NotWhole: when something is missing, and says what.
    """
    is_empty = not synthesis.passages.exists()
    coverage = coverage_of(synthesis.question, draft_of(synthesis))
    unsaid = unsaid_sections(synthesis)
    if is_empty or unsaid or not coverage.is_complete:
        raise NotWhole(is_empty=is_empty, coverage=coverage, unsaid=unsaid)


def _locked(question: Question, actor: Member) -> Synthesis:
    """
    Return the synthesis, held until this action is done.

    :raises WrongState: when there is none, or it may not change now.
    """
    require(may_run_questions(Roles.of(actor)))
    # RACE: whoever adds, moves or rewrites waits for this row, so that no place or text is
    # written over. SQLite needs no row lock: an IMMEDIATE transaction holds the only one.
    writable = Synthesis.objects.filter(question=question, question__state__in=WRITABLE)
    synthesis = writable.select_for_update(no_key=True, of=["self"]).select_related("question").first()
    if synthesis is None:
        raise WrongState
    return synthesis


def _current(synthesis: Synthesis, passage: Passage) -> Passage:
    current = synthesis.passages.filter(pk=passage.pk).first()
    if current is None:
        raise PassageGone
    return current


def _require_said(synthesis: Synthesis, section: str) -> None:
    unsaid = unsaid_sections(synthesis)
    if section in unsaid:
        raise SectionNeeded(Synthesis.Section(section))


def _changed(synthesis: Synthesis, actor: Member, now: datetime) -> None:
    """Count the change, and let the question be found by what it says now."""
    Synthesis.objects.filter(pk=synthesis.pk).update(
        version=F("version") + 1, changed_at=now, changed_by=actor
    )
    if synthesis.shared_at:
        index_question(synthesis.question_id)


def _add(
    synthesis: Synthesis,
    actor: Member,
    kind: str,
    section: str,
    words: str,
    sources: Sequence[SourceWords],
    now: datetime,
) -> Passage:
    passage = Passage.objects.create(
        synthesis=synthesis,
        section=section,
        position=_last_position(synthesis, section) + 1,
        kind=kind,
        text=words,
        changed_at=now,
        changed_by=actor,
    )
    _link(passage, sources)
    _changed(synthesis, actor, now)
    return passage


def _link(passage: Passage, sources: Sequence[SourceWords]) -> None:
    """Write down the sources; an answer that was left out is in after all."""
    PassageSource.objects.bulk_create(
        [
            PassageSource(passage=passage, part=source.part, excerpt=_one_line(source.excerpt))
            for source in sources
        ],
        ignore_conflicts=True,
    )
    LeftOut.objects.filter(answer__in={source.part.answer_id for source in sources}).delete()


def _last_position(synthesis: Synthesis, section: str) -> int:
    return synthesis.passages.filter(section=section).aggregate(last=Max("position"))["last"] or 0


def _sayable(synthesis: Synthesis, text: str, parts: Iterable[AnswerPart]) -> str:
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise EmptyPassage
    answers = {part.answer for part in parts}
    organizations = sum(answer.organization_id is not None for answer in answers)
    coverage = coverage_of(synthesis.question, draft_of(synthesis))
    refused = objection_to(
        words,
        basis=counted(organizations, len(answers) - organizations),
        answer_count=max(coverage.organizations.total, coverage.members.total),
    )
    if refused:
        raise WordsRefused(refused)
    return words


def _quotable(question: Question, part: AnswerPart, words: str) -> str:
    _require_handed_in(question, part)
    if not part.may_be_quoted:
        raise NoConsent
    if not is_word_for_word(words, part.text):
        raise NotWordForWord
    return _one_line(words)


def _require_handed_in(question: Question, part: AnswerPart) -> None:
    require(part.answer.question_id == question.pk)
    if not part.answer.submitted_at:
        raise NoConsent


def _one_line(words: str) -> str:
    return " ".join(words.split())
