"""The desk at which a synthesis is written: the answers with what was done with each, a page at a time."""

from collections import defaultdict
from dataclasses import dataclass, replace
from operator import itemgetter

from django.core.paginator import Page, Paginator
from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)

from members.models import Member, Organization
from questions.models import (
    Answer,
    AnswerPart,
    AnswerRead,
    Label,
    Labelling,
    LeftOut,
    PassageSource,
    Question,
)
from questions.queries.coverage import Coverage, coverage_of
from questions.queries.draft import DraftPassage, DraftSection, draft_of
from questions.queries.voices import Voice, voice_of, with_voices, writer_of

PER_PAGE = 10


@dataclass(frozen=True)
class Wanted:
    """Which answers somebody wants to see; empty means all."""

    voice: str = ""
    kind: str = ""
    region: str = ""
    label: str = ""
    reading: str = ""
    use: str = ""
    page: str = "1"

    @property
    def is_narrowed(self) -> bool:
        """Not all answers are shown."""
        return replace(self, page="1") != Wanted()


@dataclass(frozen=True)
class DeskPart:
    """
    What an answer says to one sub-question, and what was done with it.

    ``named`` is how its writer wants to be called in the synthesis.
    """

    part: AnswerPart
    named: str
    labels: list[Label]
    passages: list[DraftPassage]


@dataclass(frozen=True)
class DeskAnswer:
    """One answer, with who of the team read it, and why it was left out."""

    answer: Answer
    writer: Voice
    parts: list[DeskPart]
    readers: list[str]
    is_read: bool
    left_out: LeftOut | None

    @property
    def is_used(self) -> bool:
        """It is in a passage."""
        return any(part.passages for part in self.parts)


@dataclass(frozen=True)
class Choices:
    """What answers can be narrowed to."""

    kinds: list[str]
    regions: list[tuple[int, str]]
    labels: list[Label]


@dataclass(frozen=True)
class Desk:
    """Left the answers, right the synthesis."""

    question: Question
    sections: list[DraftSection]
    answers: Page
    coverage: Coverage
    choices: Choices
    wanted: Wanted

    @property
    def passages(self) -> list[DraftPassage]:
        """Every passage, in order."""
        return [passage for section in self.sections for passage in section.passages]


def desk(question: Question, reader: Member, wanted: Wanted) -> Desk | None:
    """Return the desk of a question, or None when no synthesis was begun, in a constant number of queries."""
    synthesis = getattr(question, "synthesis", None)
    if synthesis is None:
        return None
    sections = draft_of(synthesis)
    coverage = coverage_of(question)
    pages = Paginator(_wanted(question, reader, wanted), PER_PAGE)
    if not wanted.is_narrowed:
        # Counted already; Paginator looks here before it asks the database.
        pages.count = coverage.total
    page = pages.get_page(wanted.page)
    answers = _with_writers(page.object_list)
    _load_parts(answers)
    labels = _labels(question, answers)
    page.object_list = _rows(answers, reader, labels, sections)
    return Desk(
        question=question,
        sections=sections,
        answers=page,
        coverage=coverage,
        choices=_choices(list(labels)),
        wanted=wanted,
    )


def labels_of(question: Question) -> list[Label]:
    """Return the labels of a question, each with ``part_count``: on how many parts it was put."""
    return list(question.labels.annotate(part_count=Count("labellings")).order_by("name"))


def _wanted(question: Question, reader: Member, wanted: Wanted) -> QuerySet[Answer]:
    answers = question.answers.submitted()
    if wanted.voice:
        answers = answers.filter(organization__isnull=wanted.voice != "organization")
    if wanted.kind:
        answers = answers.filter(Q(organization__kind=wanted.kind) | Q(place__kind=wanted.kind))
    if wanted.region:
        answers = answers.filter(Q(organization__region=wanted.region) | Q(place__region=wanted.region))
    if wanted.label:
        labelled = Labelling.objects.filter(label=wanted.label).values("part__answer")
        answers = answers.filter(pk__in=labelled)
    if wanted.reading:
        answers = answers.filter(_by_reading(wanted.reading, reader))
    if wanted.use:
        answers = answers.filter(_by_use(wanted.use))
    return answers.order_by("pk")


def _with_writers(page: QuerySet[Answer]) -> list[Answer]:
    """Load one page; its answers are chosen first, or all thousands would be joined with their writers."""
    answers = with_voices(Answer.objects.filter(pk__in=page.values("pk")))
    return list(answers.select_related("left_out__decided_by").order_by("pk"))


def _by_reading(reading: str, reader: Member) -> Q:
    read = AnswerRead.objects.filter(answer=OuterRef("pk"), version__gte=OuterRef("version"))
    if reading == "by_nobody":
        return ~Exists(read)
    mine = Exists(read.filter(member=reader))
    return mine if reading == "by_me" else ~mine


def _by_use(use: str) -> Q:
    used = Q(pk__in=PassageSource.objects.values("part__answer"))
    match use:
        case "used":
            return used
        case "left_out":
            return Q(left_out__isnull=False) & ~used
        case _:
            return Q(left_out__isnull=True) & ~used


def _load_parts(answers: list[Answer]) -> None:
    parts = AnswerPart.objects.select_related("sub_question").order_by("sub_question__position", "reading")
    reads = AnswerRead.objects.select_related("member").order_by("member__name")
    prefetch_related_objects(answers, Prefetch("parts", queryset=parts), Prefetch("reads", queryset=reads))


def _labels(question: Question, answers: list[Answer]) -> dict[Label, set[int]]:
    """Return every label of the question by name, with the parts on this page that carry it, in one query."""
    parts = [part.pk for answer in answers for part in answer.parts.all()]
    here = FilteredRelation("labellings", condition=Q(labellings__part__in=parts))
    found: dict[Label, set[int]] = {}
    for label in question.labels.annotate(here=here, part_id=F("here__part")).order_by("name", "pk"):
        found.setdefault(label, set()).add(label.part_id)
    return found


def _rows(
    answers: list[Answer], reader: Member, labels: dict[Label, set[int]], sections: list[DraftSection]
) -> list[DeskAnswer]:
    passages: dict[int, list[DraftPassage]] = defaultdict(list)
    for section in sections:
        for passage in section.passages:
            for source in passage.sources:
                passages[source.part_id].append(passage)
    return [_row(answer, reader, labels, passages) for answer in answers]


def _row(
    answer: Answer,
    reader: Member,
    labels: dict[Label, set[int]],
    passages: dict[int, list[DraftPassage]],
) -> DeskAnswer:
    up_to_date = [read for read in answer.reads.all() if read.version >= answer.version]
    return DeskAnswer(
        answer=answer,
        writer=writer_of(answer),
        parts=[
            DeskPart(
                part=part,
                named=voice_of(answer, part.naming).label,
                labels=[label for label, carriers in labels.items() if part.pk in carriers],
                passages=passages[part.pk],
            )
            for part in answer.parts.all()
            if part.text or part.choice or part.has_no_experience
        ],
        readers=[read.member.name for read in up_to_date],
        is_read=any(read.member_id == reader.pk for read in up_to_date),
        left_out=getattr(answer, "left_out", None),
    )


def _choices(labels: list[Label]) -> Choices:
    places = Organization.objects.active().order_by("kind", "region__name")
    found = list(places.values_list("kind", "region", "region__name").distinct())
    return Choices(
        kinds=sorted({kind for kind, _, _ in found if kind}),
        regions=sorted({(pk, name) for _, pk, name in found if pk}, key=itemgetter(1)),
        labels=labels,
    )
