"""Everything that was said, block by block, as it may leave the portal in a file."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import F, Prefetch

from questions.models import Answer, AnswerPart, Labelling, Question, SubQuestion
from questions.queries.voices import Voice, voice_key, voice_of, with_voices

# How many answers, or recipients, are in memory at once.
AT_ONCE = 500
DATED = {Answer.Naming.NAMED, Answer.Naming.ORGANIZATION}


@dataclass(frozen=True)
class BlockRow:
    """
    What one voice says to one sub-question, and what may be done with it.

    ``key`` names the voice, as the footnotes of a synthesis do. ``reading`` is empty unless
    the voice says more than one thing here.
    """

    key: str
    voice: Voice
    sub_question: SubQuestion
    reading: str
    held_by: str
    nature: str
    choice: str
    text: str
    has_no_experience: bool
    labels: list[str]
    naming: str
    may_be_quoted: bool
    readers: str
    is_late: bool
    submitted_at: datetime | None


@dataclass(frozen=True)
class InvitedRow:
    """One voice that was asked, and what it did."""

    is_organization: bool
    name: str
    reasons: list[str]
    reaction: str
    note: str


def block_rows(question: Question) -> Iterator[BlockRow]:
    """
    Yield every block that was handed in, voice by voice.

    PRIVACY: the voices stand in the order of their keys, which says nothing about who wrote
    when. So what one answer says under two namings does not stand together.
    """
    sub_questions = {row.pk: row for row in question.sub_questions.all()}
    voices = sorted((voice_key(answer, naming), answer.pk, naming) for answer, naming in _voices(question))
    for start in range(0, len(voices), AT_ONCE):
        chunk = voices[start : start + AT_ONCE]
        answers = _with_parts({answer_id for _, answer_id, _ in chunk})
        for key, answer_id, naming in chunk:
            yield from _blocks(key, answers[answer_id], naming, sub_questions)


def block_count(question: Question) -> int:
    """Return about how many blocks there will be."""
    return AnswerPart.objects.filter(answer__in=question.answers.submitted()).count()


def invited_rows(question: Question) -> Iterator[InvitedRow]:
    """Yield who was asked: organisations by name, then members by name."""
    recipients = question.recipients.select_related("organization", "member")
    by_name = (F("organization__name").asc(nulls_last=True), "member__name", "pk")
    for recipient in recipients.order_by(*by_name).iterator(AT_ONCE):
        yield InvitedRow(
            is_organization=recipient.organization_id is not None,
            name=str(recipient.organization or recipient.member),
            reasons=recipient.reasons,
            reaction=recipient.get_reaction_display(),
            note=recipient.note,
        )


def _voices(question: Question) -> Iterable[tuple[Answer, str]]:
    """Return each pair of an answer and a naming that some block of it carries."""
    parts = AnswerPart.objects.filter(answer__in=question.answers.submitted())
    pairs = set(parts.order_by().values_list("answer", "naming"))
    return [(Answer(pk=answer_id), naming) for answer_id, naming in pairs]


def _with_parts(answer_ids: set[int]) -> dict[int, Answer]:
    labellings = Labelling.objects.select_related("label").order_by("label__name")
    parts = AnswerPart.objects.prefetch_related(Prefetch("labellings", labellings)).order_by(
        "sub_question__position", "reading"
    )
    answers = with_voices(Answer.objects.filter(pk__in=answer_ids))
    return {answer.pk: answer for answer in answers.prefetch_related(Prefetch("parts", parts))}


def _blocks(
    key: str, answer: Answer, naming: str, sub_questions: dict[int, SubQuestion]
) -> Iterator[BlockRow]:
    said = [part for part in answer.parts.all() if part.naming == naming and not _is_empty(part)]
    for sub_question_id, parts in groupby(said, key=lambda part: part.sub_question_id):
        readings = list(parts)
        for number, part in enumerate(readings, start=1):
            yield BlockRow(
                key=key,
                voice=voice_of(answer, naming),
                sub_question=sub_questions[sub_question_id],
                reading=f"{number} van {len(readings)}" if len(readings) > 1 else "",
                held_by=part.held_by,
                nature=part.get_nature_display(),
                choice=part.choice,
                text=part.text,
                has_no_experience=part.has_no_experience,
                labels=[labelling.label.name for labelling in part.labellings.all()],
                naming=part.get_naming_display(),
                may_be_quoted=part.may_be_quoted,
                readers=answer.get_readers_display(),
                is_late=answer.is_late,
                submitted_at=answer.submitted_at if _may_be_dated(answer) else None,
            )


def _is_empty(part: AnswerPart) -> bool:
    return not (part.text or part.choice or part.has_no_experience)


def _may_be_dated(answer: Answer) -> bool:
    """
    Whether the day does not lead to somebody who did not want to be named.

    PRIVACY: the day of an untraceable block leads to the list of who reacted when, and of two
    blocks with different namings it says that one hand wrote them.
    """
    namings = Counter(part.naming for part in answer.parts.all() if not _is_empty(part))
    return len(namings) == 1 and set(namings) <= DATED
