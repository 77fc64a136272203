"""What somebody sees who writes for one voice, or reads back what was written."""

from dataclasses import dataclass, field

from django.shortcuts import get_object_or_404

from members.models import Organization
from questions.models import Answer, AnswerPart, AnswerVersion, Question, Recipient, SubQuestion
from questions.permissions import Roles, may_answer


@dataclass(frozen=True)
class AnswerPage:
    """
    The page on which one voice writes, or reads what was written.

    ``places`` are the organisations beside whose name a personal answer may stand.
    """

    question: Question
    sub_questions: list[SubQuestion]
    organization: Organization | None
    answer: Answer | None
    parts: list[AnswerPart]
    may_write: bool
    places: list[Organization] = field(default_factory=list)
    late_texts: list[AnswerVersion] = field(default_factory=list)

    @property
    def version(self) -> int:
        """The version that is on screen; 0 when nothing was written yet."""
        return self.answer.version if self.answer else 0

    @property
    def lines(self) -> list[tuple[SubQuestion, AnswerPart | None]]:
        """Each sub-question with the readings that the answer gives of it, or with None."""
        found = []
        for sub_question in self.sub_questions:
            said = [part for part in self.parts if part.sub_question_id == sub_question.pk]
            found += [(sub_question, part) for part in said if part.says_something or part.reading == 1] or [
                (sub_question, None)
            ]
        return found

    @property
    def late_lines(self) -> list[tuple[AnswerVersion, list[tuple[SubQuestion, dict | None]]]]:
        """The texts that came after the deadline, beside what was handed in."""
        found = []
        for version in self.late_texts:
            said = {part["sub_question_id"]: part for part in version.parts}
            found.append((version, [(each, said.get(each.pk)) for each in self.sub_questions]))
        return found


def answer_page(question: Question, organization: Organization | None, roles: Roles) -> AnswerPage:
    """Return what one voice of this person said so far, and whether she may write."""
    member_id = None if organization else roles.member_id
    answer = (
        Answer.objects.filter(question=question, organization=organization, member=member_id)
        .select_related("last_editor")
        .first()
    )
    return AnswerPage(
        question=question,
        sub_questions=list(question.sub_questions.order_by("position")),
        organization=organization,
        answer=answer,
        parts=list(answer.parts.order_by("sub_question__position", "reading")) if answer else [],
        may_write=organization.pk in roles.contact_of if organization else may_answer(roles, question),
        places=[] if organization else _places(roles),
        late_texts=list(answer.versions.filter(is_late=True).order_by("version")) if answer else [],
    )


def asked_organization(question: Question, organization_pk: int, roles: Roles) -> Organization:
    """Return an organisation of this person that the question was asked of.

    :raises Http404: when it was not asked, or is not hers.
    """
    asked = Recipient.objects.visible_to(roles).filter(question=question).select_related("organization")
    return get_object_or_404(asked, organization=organization_pk).organization


def _places(roles: Roles) -> list[Organization]:
    return list(Organization.objects.filter(pk__in=roles.organization_ids).order_by("name"))
