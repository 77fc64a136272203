"""A draft as it would be sent."""

from dataclasses import dataclass

from questions.models import AnswerPart, Recipient, SubQuestion


@dataclass(frozen=True)
class Draft:
    """What lies ready for one voice: each sub-question with what is said to it."""

    lines: list[tuple[SubQuestion, AnswerPart | None]]

    @property
    def is_empty(self) -> bool:
        """Nothing was written at all."""
        return not any(part for _, part in self.lines)


def draft_of(recipient: Recipient) -> Draft:
    """Return what was written for this voice and not sent, in two queries."""
    parts = AnswerPart.objects.filter(
        answer__question=recipient.question_id,
        answer__organization=recipient.organization_id,
        answer__member=recipient.member_id,
        answer__submitted_at=None,
        answer__withdrawn_at=None,
    )
    said: dict[int, list[AnswerPart]] = {}
    for part in parts.order_by("reading"):
        said.setdefault(part.sub_question_id, []).append(part)
    sub_questions = SubQuestion.objects.filter(question=recipient.question_id).order_by("position")
    return Draft([(each, part) for each in sub_questions for part in said.get(each.pk, [None])])
