"""All answers to one question on one screen: organisations and members apart, late ones apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from questions.models import Answer, AnswerPart, Question, SubQuestion
from questions.queries.voices import ORGANIZATION, Voice, shuffled, voice_of, with_voices, writer_of


@dataclass(frozen=True)
class PartRow:
    """
    One reading of what an answer says to a sub-question, and what its writer allows.

    ``voice`` is who speaks here, as far as others may know.
    """

    pk: int
    sub_question: SubQuestion
    reading: int
    held_by: str
    nature: str
    text: str
    choice: str
    has_no_experience: bool
    voice: Voice
    naming: str
    is_untraceable: bool
    may_be_quoted: bool

    @property
    def is_empty(self) -> bool:
        """Nothing was said here."""
        return not (self.text or self.choice or self.has_no_experience)


@dataclass(frozen=True)
class AnswerRow:
    """
    One answer as the programme team reads it; ``number`` is what a synthesis refers to.

    ``voice`` is who wrote, in full: what others may know of her stands with each part.
    """

    number: int
    pk: int
    voice: Voice
    is_late: bool
    submitted_at: datetime
    parts: list[PartRow]


@dataclass(frozen=True)
class SubQuestionRow:
    """One sub-question with everything that was said to it, in two voices."""

    sub_question: SubQuestion
    organizations: list[tuple[AnswerRow, PartRow]]
    members: list[tuple[AnswerRow, PartRow]]


@dataclass(frozen=True)
class AnswerSheet:
    """The answers that were handed in; drafts stay with their writers."""

    sub_questions: list[SubQuestion]
    rows: list[AnswerRow]

    def _of(self, *, is_organization: bool, is_late: bool) -> list[AnswerRow]:
        return [
            row
            for row in self.rows
            if (row.voice.type == ORGANIZATION) == is_organization and row.is_late == is_late
        ]

    @property
    def organizations(self) -> list[AnswerRow]:
        """In time, on behalf of an organisation."""
        return self._of(is_organization=True, is_late=False)

    @property
    def members(self) -> list[AnswerRow]:
        """In time, personal."""
        return self._of(is_organization=False, is_late=False)

    @property
    def late_organizations(self) -> list[AnswerRow]:
        """After closing, on behalf of an organisation."""
        return self._of(is_organization=True, is_late=True)

    @property
    def late_members(self) -> list[AnswerRow]:
        """After closing, personal."""
        return self._of(is_organization=False, is_late=True)

    def by_sub_question(self) -> Iterator[SubQuestionRow]:
        """Yield the same answers per sub-question; late ones are marked in their row."""
        for sub_question in self.sub_questions:
            said = [
                (row, part)
                for row in self.rows
                for part in row.parts
                if part.sub_question == sub_question and not part.is_empty
            ]
            yield SubQuestionRow(
                sub_question=sub_question,
                organizations=[pair for pair in said if pair[0].voice.type == ORGANIZATION],
                members=[pair for pair in said if pair[0].voice.type != ORGANIZATION],
            )


def answer_sheet(question: Question) -> AnswerSheet:
    """Return every answer that was handed in, in a constant number of queries."""
    sub_questions = list(question.sub_questions.order_by("position"))
    positions = {sub_question.pk: sub_question for sub_question in sub_questions}
    parts = Prefetch("parts", queryset=AnswerPart.objects.order_by("sub_question__position", "reading"))
    answers = with_voices(question.answers.submitted()).prefetch_related(parts)
    return AnswerSheet(
        sub_questions=sub_questions,
        rows=[
            AnswerRow(
                number=number,
                pk=answer.pk,
                voice=writer_of(answer),
                is_late=answer.is_late,
                submitted_at=answer.submitted_at,
                parts=[
                    _part_row(answer, part, positions[part.sub_question_id]) for part in answer.parts.all()
                ],
            )
            for number, answer in enumerate(shuffled(answers), start=1)
        ],
    )


def _part_row(answer: Answer, part: AnswerPart, sub_question: SubQuestion) -> PartRow:
    return PartRow(
        pk=part.pk,
        sub_question=sub_question,
        reading=part.reading,
        held_by=part.held_by,
        nature=part.get_nature_display(),
        text=part.text,
        choice=part.choice,
        has_no_experience=part.has_no_experience,
        voice=voice_of(answer, part.naming),
        naming=part.get_naming_display(),
        is_untraceable=part.naming == Answer.Naming.UNTRACEABLE,
        may_be_quoted=part.may_be_quoted,
    )
