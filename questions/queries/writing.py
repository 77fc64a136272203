"""What somebody sees who writes for one voice, or reads back what was written."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.shortcuts import get_object_or_404

from members.models import Organization
from questions.models import Answer, AnswerPart, AnswerVersion, Question, Recipient, SubQuestion
from questions.permissions import Roles, may_answer

# Texts of one person this near to one another were typed in one go.
ONE_GO = timedelta(minutes=15)
# With fewer that share a kind and a region, those two say which one speaks.
FEW = 5


# From here on respondents, or everyone, read the synthesis.
READ_BY_OTHERS = [
    Question.State.RETURNED,
    Question.State.SHARED,
    Question.State.AWAITING,
    Question.State.COMPLETED,
    Question.State.SECOND_ROUND,
]


@dataclass(frozen=True)
class VersionRow:
    """What an answer said at one moment; one ``is_aside`` was typed and not taken up as it was."""

    saved_at: datetime
    editor: str
    is_aside: bool
    is_late: bool
    lines: list[tuple[SubQuestion, dict]]


@dataclass(frozen=True)
class AnswerPage:
    """
    The page on which one voice writes, or reads what was written.

    ``places`` are the organisations beside whose name a personal answer may stand. Of those in
    ``few_alike`` a kind and a region say who they are, because so few share them.
    """

    question: Question
    sub_questions: list[SubQuestion]
    organization: Organization | None
    answer: Answer | None
    parts: list[AnswerPart]
    may_write: bool
    places: list[Organization] = field(default_factory=list)
    few_alike: list[tuple[Organization, int]] = field(default_factory=list)
    late_texts: list[VersionRow] = field(default_factory=list)

    @property
    def left_out_because(self) -> str:
        """Why the answer is in no passage, once others read the synthesis."""
        left_out = getattr(self.answer, "left_out", None)
        return left_out.reason if left_out and self.question.state in READ_BY_OTHERS else ""

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


def answer_page(question: Question, organization: Organization | None, roles: Roles) -> AnswerPage:
    """Return what one voice of this person said so far, and whether she may write."""
    member_id = None if organization else roles.member_id
    answer = (
        Answer.objects.filter(question=question, organization=organization, member=member_id)
        .select_related("last_editor", "left_out")
        .first()
    )
    sub_questions = list(question.sub_questions.order_by("position"))
    late = answer.versions.filter(is_late=True).select_related("editor").order_by("version") if answer else []
    places = [] if organization else _places(roles)
    return AnswerPage(
        question=question,
        sub_questions=sub_questions,
        organization=organization,
        answer=answer,
        parts=list(answer.parts.order_by("sub_question__position", "reading")) if answer else [],
        may_write=_may_speak_for(organization, question, roles)
        if organization
        else may_answer(roles, question),
        places=places,
        few_alike=_few_alike([organization] if organization else places),
        late_texts=[_version_row(version, sub_questions) for version in late],
    )


def history_of(answer: Answer) -> list[VersionRow]:
    """
    Return what an answer said before, the latest first.

    Of what one person typed in one go, kept every few seconds, only the last is shown.
    """
    sub_questions = list(answer.question.sub_questions.order_by("position"))
    shown: list[AnswerVersion] = []
    for version in answer.versions.select_related("editor").order_by("-version"):
        if not (shown and _in_one_go(version, shown[-1])):
            shown.append(version)
    return [_version_row(version, sub_questions) for version in shown]


def asked_organization(question: Question, organization_pk: int, roles: Roles) -> Organization:
    """Return an organisation of this person that the question was asked of.

    :raises Http404: when it was not asked, or is not hers.
    """
    asked = (
        Recipient.objects.visible_to(roles).filter(question=question).select_related("organization__region")
    )
    return get_object_or_404(asked, organization=organization_pk).organization


def _may_speak_for(organization: Organization, question: Question, roles: Roles) -> bool:
    return Recipient.objects.of(roles).filter(question=question, organization=organization).exists()


def _places(roles: Roles) -> list[Organization]:
    places = Organization.objects.filter(pk__in=roles.organization_ids)
    return list(places.select_related("region").order_by("name"))


def _few_alike(places: list[Organization]) -> list[tuple[Organization, int]]:
    """Return of which of these organisations a kind and a region are shared by too few to hide among."""
    near = Organization.objects.active().filter(kind__in=[place.kind for place in places])
    shared = Counter(near.values_list("kind", "region_id"))
    counted = [(place, shared[place.kind, place.region_id]) for place in places]
    return [(place, count) for place, count in counted if count < FEW]


def _in_one_go(version: AnswerVersion, later: AnswerVersion) -> bool:
    """Whether a text was kept on the way to the later one."""
    return (version.editor_id, version.is_aside) == (
        later.editor_id,
        later.is_aside,
    ) and later.saved_at - version.saved_at < ONE_GO


def _version_row(version: AnswerVersion, sub_questions: list[SubQuestion]) -> VersionRow:
    by_pk = {sub_question.pk: sub_question for sub_question in sub_questions}
    said = [part for part in version.parts if part["text"] or part["choice"] or part["has_no_experience"]]
    return VersionRow(
        saved_at=version.saved_at,
        editor=version.editor.name if version.editor else "",
        is_aside=version.is_aside,
        is_late=version.is_late,
        lines=sorted(
            ((by_pk[part["sub_question_id"]], part) for part in said), key=lambda line: line[0].position
        ),
    )
