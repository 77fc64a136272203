"""
What it costs to show the desk of a synthesis with 3,000 answers: twenty of them left, forty passages right.

A tenth of the answers speaks for an organisation, as far as there are so many; a third of the
parts carries a label, and half of the answers was read.
"""

from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice

from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone

from bench.dataset import size
from members.models import PROGRAMME_TEAM, Member, Organization
from questions.models import (
    Answer,
    AnswerPart,
    AnswerRead,
    Label,
    Labelling,
    Passage,
    PassageSource,
    Question,
    SubQuestion,
    Synthesis,
)

ANSWERS = 3_000
PASSAGES = 40
SOURCES = 5
LABELS = 12
SAID = "Wij merken dat dit tijd vraagt, en dat niet elk gezin die tijd heeft. " * 5


@dataclass(frozen=True)
class Desk:
    """Where the synthesis is written, and by whom."""

    path: str
    writer: Member


def prepare() -> Desk:
    """Write a closed question with its answers, and a synthesis that somebody is halfway."""
    writer = Member.objects.order_by("-pk").first()
    writer.groups.add(Group.objects.get_or_create(name=PROGRAMME_TEAM)[0])
    question = _question()
    parts = _answers(question, size("answers", ANSWERS))
    _labels(question, parts)
    _passages(question, parts)
    read = Answer.objects.filter(question=question, pk__in=[part.answer_id for part in parts[::6]])
    AnswerRead.objects.bulk_create(AnswerRead(answer=each, member=writer, version=1) for each in read)
    return Desk(reverse("questions_office:synthesis", args=[question.pk]), writer)


def _question() -> Question:
    now = timezone.now()
    question = Question.objects.create(
        title="Wat vraagt wachten van jullie?",
        asker="VNG",
        wording="Wat merken jullie hiervan?",
        state=Question.State.INTERPRETING,
        created_at=now - timedelta(days=40),
        opened_at=now - timedelta(days=40),
        deadline_at=now - timedelta(days=10),
        closed_at=now - timedelta(days=10),
    )
    SubQuestion.objects.bulk_create(
        SubQuestion(question=question, position=n, text=f"Deelvraag {n}?") for n in (1, 2, 3)
    )
    return question


def _answers(question: Question, count: int) -> list[AnswerPart]:
    organizations = list(Organization.objects.order_by("pk")[: count // 10])
    members = Member.objects.order_by("pk")[: count - len(organizations)]
    voices = [{"organization": organization} for organization in organizations]
    voices += [
        {"member": member, "place": place}
        for member, place in zip(members, cycle(organizations), strict=False)
    ]
    handed_in = {"started_at": question.opened_at, "changed_at": question.opened_at}
    answers = Answer.objects.bulk_create(
        Answer(question=question, submitted_at=question.opened_at, **handed_in, **voice) for voice in voices
    )
    return AnswerPart.objects.bulk_create(
        AnswerPart(answer=answer, sub_question=sub_question, text=SAID, may_be_quoted=answer.pk % 2 == 0)
        for answer in answers
        for sub_question in question.sub_questions.all()
    )


def _labels(question: Question, parts: list[AnswerPart]) -> None:
    labels = Label.objects.bulk_create(Label(question=question, name=f"label {n}") for n in range(LABELS))
    Labelling.objects.bulk_create(
        Labelling(label=label, part=part) for label, part in zip(cycle(labels), parts[::3], strict=False)
    )


def _passages(question: Question, parts: list[AnswerPart]) -> None:
    now = timezone.now()
    synthesis = Synthesis.objects.create(question=question, changed_at=now)
    passages = Passage.objects.bulk_create(
        Passage(
            synthesis=synthesis,
            section=section,
            position=position,
            kind=Passage.Kind.PARAPHRASE,
            text=SAID,
            changed_at=now,
        )
        for position, section in enumerate(islice(cycle(Synthesis.Section.values), PASSAGES), start=1)
    )
    step = len(parts) // (PASSAGES * SOURCES)
    sources = iter(parts[::step])
    PassageSource.objects.bulk_create(
        PassageSource(passage=passage, part=next(sources), excerpt=SAID)
        for passage in passages
        for _ in range(SOURCES)
    )
