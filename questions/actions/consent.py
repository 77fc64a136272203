"""A writer comes back on what may be done with her answer, and what follows from it everywhere."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F

from members.models import Member
from questions import notifications
from questions.actions.publishing import keep_version
from questions.indexing import index_question
from questions.models import (
    Answer,
    AnswerPart,
    ConsentFlag,
    Passage,
    PassageSource,
    Question,
    Synthesis,
    SynthesisVersion,
)
from questions.models.answers import READERS, narrowest, up_to
from questions.models.steps import AFTER_OPENING
from questions.permissions import Roles, may_change_answer, may_run_questions, require
from questions.queries.versions import kept_sections, text_of_version, uses

# Read by everyone, so it says nothing of who it was.
CAME_BACK = "Iemand die antwoordde, kwam terug op haar toestemming."
WITHDRAWN = "het antwoord is ingetrokken"
GONE = "wie dit schreef is geen lid meer, en haar eigen woorden zijn weggehaald"


class StillOpen(Exception):
    """As long as the question is open, consent is given with the answer itself."""


class NotHandedIn(Exception):
    """There is no answer that others could read."""


class TooWide(Exception):
    """These are more readers than the question asks for."""


class NotWider(Exception):
    """The question already promises these readers, or more."""


@dataclass(frozen=True)
class PartConsent:
    """How the writer of one part wants to be named, and whether her words may be repeated."""

    naming: str
    may_be_quoted: bool


@transaction.atomic(durable=True)
def change_consent(
    *, answer: Answer, actor: Member, readers: str, parts: Mapping[int, PartConsent], now: datetime
) -> bool:
    """
    Let the writer decide anew who reads her answer, how she is named and what may be quoted.

    A synthesis that used it is flagged, and a new version takes the place of what was shown.
    Return whether anything changed.

    :raises StillOpen: when the question takes answers.
    :raises NotHandedIn: when the answer is a draft, or was withdrawn.
    :raises TooWide: when she would allow more readers than the question asks for.
    """
    require(may_change_answer(Roles.of(actor), answer))
    # RACE: whoever widens or shares waits for this row, so that no version is made of an old consent.
    question = Question.objects.select_for_update(no_key=True).get(pk=answer.question_id)
    answer = Answer.objects.get(pk=answer.pk)
    if question.is_open:
        raise StillOpen
    if not answer.submitted_at:
        raise NotHandedIn
    if readers not in up_to(question.visibility):
        raise TooWide
    narrows = readers != answer.readers and narrowest(readers, answer.readers) == readers
    changes: dict[int, list[str]] = {}
    changed = []
    for part in answer.parts.all():
        wanted = parts.get(part.pk, PartConsent(part.naming, part.may_be_quoted))
        found = _differences(part, wanted)
        if (part.naming, part.may_be_quoted) != (wanted.naming, wanted.may_be_quoted):
            part.naming, part.may_be_quoted = wanted.naming, wanted.may_be_quoted
            changed.append(part)
        if narrows:
            found.append("minder mensen mogen het antwoord lezen")
        if found:
            changes[part.pk] = found
    if not changed and readers == answer.readers:
        return False
    AnswerPart.objects.bulk_update(changed, ["naming", "may_be_quoted"])
    # A new number makes files that hold the answer outdated.
    Answer.objects.filter(pk=answer.pk).update(readers=readers, version=F("version") + 1)
    reflect(
        {pk: ", ".join(found) for pk, found in changes.items()},
        reshown=[part.pk for part in changed],
        now=now,
    )
    return True


@transaction.atomic(durable=True)
def settle_flag(*, flag: ConsentFlag, actor: Member, now: datetime) -> None:
    """Write down that somebody looked at what a writer no longer allows; twice is once."""
    require(may_run_questions(Roles.of(actor)))
    ConsentFlag.objects.filter(pk=flag.pk, settled_at=None).update(settled_at=now, settled_by=actor)


@transaction.atomic(durable=True)
def widen_question(*, question: Question, visibility: str, actor: Member, now: datetime) -> int:
    """
    Ask everyone who answered whether more people may read her answer; return how many letters go.

    PRIVACY: nothing is read by anyone until its writer said yes herself.

    :raises NotWider: when the question promises as much already, or somebody was first.
    """
    require(may_run_questions(Roles.of(actor)))
    old = question.visibility
    if READERS.index(visibility) <= READERS.index(old):
        raise NotWider
    # RACE: the update doubles as the check, so nobody is asked twice for one widening.
    here = Question.objects.filter(
        pk=question.pk, visibility=old, state__in=[*AFTER_OPENING, Question.State.COMPLETED]
    )
    if not here.update(visibility=visibility):
        raise NotWider
    question.visibility = visibility
    return notifications.readers_asked(question, now=now)


def note_withdrawal(answer: Answer, *, now: datetime) -> None:
    """Let every synthesis do without an answer, inside the transaction that withdraws it."""
    parts = list(answer.parts.values_list("pk", flat=True))
    reflect(dict.fromkeys(parts, WITHDRAWN), reshown=parts, now=now)
    _forget(answer, parts, stays=False)


def note_silence(answer: Answer, *, now: datetime) -> None:
    """
    Let every synthesis do without the words of an answer, inside the transaction that blanks it.

    That she answered stays, and so does what the programme team wrote in words of its own.
    """
    parts = list(answer.parts.values_list("pk", flat=True))
    reflect(dict.fromkeys(parts, GONE), reshown=parts, now=now)
    _forget(answer, parts, stays=True)


def reflect(changes: Mapping[int, str], *, reshown: Collection[int], now: datetime) -> None:
    """
    Flag each synthesis that used these parts, and tell the programme team.

    Where one of ``reshown`` stands in the last version, a new one takes its place at once.
    Called inside the transaction in which consent changed, after it was written.
    """
    touched = Synthesis.objects.filter(pk__in=_syntheses_with(changes))
    for synthesis in touched.select_related("question__owner"):
        versions = list(synthesis.versions.order_by("number"))
        used = _used_in(synthesis, versions, changes)
        if not used:
            continue
        ConsentFlag.objects.bulk_create(
            ConsentFlag(synthesis=synthesis, part_id=part, change=changes[part][:200], raised_at=now)
            for part in used
        )
        if versions and uses(versions[-1], reshown):
            _replace(versions[-1], synthesis.question, now)
        notifications.consent_changed(synthesis.question, sorted({changes[part] for part in used}), now=now)


def _replace(version: SynthesisVersion, question: Question, now: datetime) -> None:
    """Make a version of the one that was shown, and not of what the team is writing meanwhile."""
    keep_version(
        question,
        version.purpose,
        sections=kept_sections(text_of_version(version)),
        actor=None,
        note=CAME_BACK,
        because=CAME_BACK,
        now=now,
    )
    index_question(question.pk)


def _forget(answer: Answer, parts: Collection[int], *, stays: bool) -> None:
    """
    Take away every word of an answer, wherever a synthesis or a version of one repeats it.

    When it ``stays``, without its words, it is still named as a source.
    """
    links = PassageSource.objects.filter(part__in=parts)
    quotes = Passage.objects.filter(kind=Passage.Kind.QUOTE, links__in=links)
    versions = list(SynthesisVersion.objects.filter(synthesis__in=_syntheses_with(parts)))
    quotes.update(text="")
    links.update(excerpt="")
    answer.verdicts.all().delete()
    for version in versions:
        for section in version.sections:
            section["passages"] = [
                _without(passage, answer.pk, parts, stays=stays) for passage in section["passages"]
            ]
    SynthesisVersion.objects.bulk_update(versions, ["sections"])


def _without(passage: dict, answer_id: int, parts: Collection[int], *, stays: bool) -> dict:
    others = [source for source in passage["sources"] if source["part"] not in parts]
    hers = [source | {"excerpt": ""} for source in passage["sources"] if source["part"] in parts]
    is_hers = passage["kind"] == Passage.Kind.QUOTE and not others
    return passage | {
        "sources": [*others, *hers] if stays else others,
        "text": "" if is_hers else passage["text"],
        "verdicts": [said for said in passage["verdicts"] if said["answer"] != answer_id],
    }


def _differences(part: AnswerPart, wanted: PartConsent) -> list[str]:
    """Return in words what a synthesis can no longer do, or has to do otherwise."""
    found = []
    if part.may_be_quoted and not wanted.may_be_quoted:
        found.append("citeren mag niet meer")
    if part.naming != wanted.naming:
        found.append(f"naamsvermelding is nu: {Answer.Naming(wanted.naming).label}")
    return found


def _syntheses_with(parts: Collection[int]) -> set[int]:
    """Return the syntheses of the questions that these parts answer, and others that cite them."""
    cited = PassageSource.objects.filter(part__in=parts).values_list("passage__synthesis", flat=True)
    own = Synthesis.objects.filter(question__answers__parts__in=parts).values_list("pk", flat=True)
    return {*cited, *own}


def _used_in(synthesis: Synthesis, versions: list[SynthesisVersion], parts: Collection[int]) -> list[int]:
    """Return which of these parts a synthesis rests on, as it stands or in one of its versions."""
    links = PassageSource.objects.filter(passage__synthesis=synthesis, part__in=parts)
    cited = set(links.values_list("part", flat=True))
    return [part for part in parts if part in cited or any(uses(version, {part}) for version in versions)]
