"""Versions of a synthesis: how each is kept, and how it may be read today."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.urls import reverse

from questions.models import (
    Answer,
    AnswerPart,
    ConsentFlag,
    Passage,
    PassageSource,
    Question,
    SynthesisVersion,
)
from questions.permissions import Roles
from questions.queries.synthesis import (
    PassageRow,
    Said,
    SynthesisText,
    passage_row,
    sections_of,
    synthesis_text,
)
from questions.queries.voices import with_voices, writer_of


@dataclass(frozen=True)
class VersionRow:
    """One version in the list of a question; ``changes`` says what is different from the one before."""

    question_id: int
    number: int
    label: str
    is_shared: bool
    made_at: datetime
    note: str
    changes: str
    outdated_at: datetime | None
    outdated_because: str

    @property
    def url(self) -> str:
        """Where it can be cited."""
        return version_url(self.question_id, self.number)


def version_url(question_id: int, number: int) -> str:
    """Return the address under which one version can be cited for ever."""
    return reverse("questions:version", args=[question_id, number])


def kept_sections(text: SynthesisText) -> list[dict]:
    """Return a synthesis as a version keeps it: what may be shown, and on what it rests."""
    return [
        {"name": section.name, "passages": [_kept(passage) for passage in section.passages]}
        for section in text.sections
    ]


def uses(version: SynthesisVersion, parts: Collection[int]) -> bool:
    """Say whether a version rests on one of these parts of answers."""
    return any(source["part"] in parts for passage in _passages(version) for source in passage["sources"])


def text_of_version(version: SynthesisVersion) -> SynthesisText:
    """
    Return a version as it may be read now, in three queries.

    PRIVACY: what it says is of then, but who is named, and what may be quoted, is of today.
    """
    kept = list(_passages(version))
    numbers = {source["part"] for passage in kept for source in passage["sources"]}
    parts = AnswerPart.objects.in_bulk(numbers)
    spoken = {said["answer"] for passage in kept for said in passage["verdicts"]}
    answers = with_voices(Answer.objects.all()).in_bulk(spoken | {part.answer_id for part in parts.values()})
    for part in parts.values():
        part.answer = answers[part.answer_id]
    rows = [
        _row(section["name"], passage, parts, answers)
        for section in version.sections
        for passage in section["passages"]
    ]
    return SynthesisText(
        pk=version.synthesis_id,
        version=version.number,
        changed_at=version.made_at,
        shared_at=version.made_at if version.is_shared else None,
        sections=sections_of(rows),
    )


def newest_shared(question: Question) -> SynthesisVersion | None:
    """Return the version that stands on the page of a question, or None before it was shared."""
    versions = SynthesisVersion.objects.shared().filter(synthesis__question=question)
    return versions.order_by("-number").first()


def shared_text(question: Question) -> SynthesisText | None:
    """Return what is published of the answers to a question, or None before it was shared."""
    version = newest_shared(question)
    return text_of_version(version) if version else None


def passages_fed_by(text: SynthesisText | None, answers: Iterable[Answer]) -> list[PassageRow]:
    """Return the passages that rest on these answers; none of a synthesis that is not there."""
    numbers = {answer.pk for answer in answers}
    return [passage for passage in text.passages if passage.rests_on(numbers)] if text else []


def anchors_of(answers: Collection[Answer]) -> dict[int, str]:
    """Return per answer where the first passage stands that it fed, as published now; two queries."""
    published = SynthesisVersion.objects.shared().filter(
        outdated_at=None, synthesis__question__in={answer.question_id for answer in answers}
    )
    passages = [passage for version in published for passage in _passages(version)]
    parts = AnswerPart.objects.filter(answer__in=answers) if passages else AnswerPart.objects.none()
    spoke = dict(parts.values_list("pk", "answer_id"))
    anchors: dict[int, str] = {}
    for passage in passages:
        for source in passage["sources"]:
            if source["part"] in spoke:
                anchors.setdefault(spoke[source["part"]], f"passage-{passage['passage']}")
    return anchors


def versions_of(question: Question, roles: Roles) -> list[VersionRow]:
    """Return the versions that this person may read, the newest first, in one query."""
    visible = SynthesisVersion.objects.visible_to(roles).filter(synthesis__question=question)
    rows, before = [], None
    for version in visible.order_by("number"):
        rows.append(
            VersionRow(
                question_id=question.pk,
                number=version.number,
                label=version.get_purpose_display(),
                is_shared=version.is_shared,
                made_at=version.made_at,
                note=version.note,
                changes=_changes(before, version) if before else "",
                outdated_at=version.outdated_at,
                outdated_because=version.outdated_because,
            )
        )
        before = version
    return rows[::-1]


def _passages(version: SynthesisVersion) -> Iterator[dict]:
    for section in version.sections:
        yield from section["passages"]


def _kept(row: PassageRow) -> dict:
    return {
        "passage": row.pk,
        "number": row.number,
        "kind": row.kind,
        "text": row.text,
        "sources": [{"part": source.part_id, "excerpt": source.excerpt} for source in row.sources],
        "verdicts": [
            {"answer": said.answer_id, "word": said.word, "label": said.label, "text": said.text}
            for said in row.verdicts
        ],
    }


def _row(section: str, kept: dict, parts: dict[int, AnswerPart], answers: dict[int, Answer]) -> PassageRow:
    passage = Passage(pk=kept["passage"], section=section, kind=kept["kind"], text=kept["text"])
    links = [
        PassageSource(part=parts[source["part"]], excerpt=source["excerpt"])
        for source in kept["sources"]
        if source["part"] in parts
    ]
    said = [
        Said(answers[each["answer"]], each["word"], each["label"], each["text"])
        for each in kept["verdicts"]
        if each["answer"] in answers
    ]
    return passage_row(kept["number"], passage, links, said)


def _changes(before: SynthesisVersion, after: SynthesisVersion) -> str:
    """Return in words how many passages came, changed and went."""
    old = {passage["passage"]: passage["text"] for passage in _passages(before)}
    new = {passage["passage"]: passage["text"] for passage in _passages(after)}
    counts = {
        "erbij": len(new.keys() - old.keys()),
        "gewijzigd": sum(new[pk] != old[pk] for pk in new.keys() & old.keys()),
        "vervallen": len(old.keys() - new.keys()),
    }
    said = [
        f"{count} {'passage' if count == 1 else 'passages'} {word}" for word, count in counts.items() if count
    ]
    return ", ".join(said)


@dataclass(frozen=True)
class FlagRow:
    """What a writer came back on; ``passages`` are the numbers where it was used, as it stands now."""

    pk: int
    change: str
    raised_at: datetime
    voice: str
    passages: list[int]


def flags_of(question: Question) -> list[FlagRow]:
    """Return what nobody of the team looked at yet, the oldest first; only the team sees this."""
    flags = ConsentFlag.objects.filter(synthesis__question=question, settled_at=None)
    answers = Prefetch("part__answer", queryset=with_voices(Answer.objects.all()))
    flags = list(flags.select_related("part").prefetch_related(answers).order_by("raised_at", "pk"))
    text = synthesis_text(question) if flags else None
    every = [*text.passages, *text.withheld] if text else []
    links = PassageSource.objects.filter(passage__synthesis__question=question)
    used: dict[int, set[int]] = {}
    for part, passage in links.values_list("part", "passage"):
        used.setdefault(part, set()).add(passage)
    return [
        FlagRow(
            pk=flag.pk,
            change=flag.change,
            raised_at=flag.raised_at,
            voice=writer_of(flag.part.answer).label,
            passages=sorted(row.number for row in every if row.pk in used.get(flag.part_id, ())),
        )
        for flag in flags
    ]
