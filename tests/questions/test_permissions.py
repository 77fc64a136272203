"""What a person may see and do with questions; each rule agrees with its twin in SQL."""

import pytest

from members.permissions import Roles
from questions import permissions
from questions.models import Answer, Question, Recipient
from tests.cast import ROLES
from tests.factories.questions import OPENED, AnswerFactory, QuestionFactory, RecipientFactory


def roles_of(person):
    return Roles.of(person) if person else Roles()


@pytest.mark.parametrize("role", ROLES)
def test_question_visibility_agrees_with_its_twin(scene, role):
    roles = roles_of(scene.person(role))
    QuestionFactory(opened=True, is_public=False)
    QuestionFactory(opened=True, state=Question.State.COMPLETED)

    seen = set(Question.objects.visible_to(roles))

    assert seen == {
        question for question in Question.objects.all() if permissions.may_see_question(roles, question)
    }


@pytest.mark.parametrize("role", ROLES)
def test_recipient_visibility_agrees_with_its_twin(scene, role):
    roles = roles_of(scene.person(role))
    RecipientFactory(question=scene.open_question, member=scene.participant)
    RecipientFactory(question=scene.open_question, organization=scene.other_organization)

    seen = set(Recipient.objects.visible_to(roles))
    speaks = set(Recipient.objects.of(roles)) if roles.is_member else set()

    everyone = Recipient.objects.all()
    assert seen == {row for row in everyone if permissions.may_see_recipient(roles, row)}
    assert speaks == {row for row in everyone if permissions.may_speak(roles, row)}


@pytest.mark.parametrize("visibility", Question.Visibility.values)
@pytest.mark.parametrize("role", ROLES)
def test_answer_visibility_agrees_with_its_twin(scene, role, visibility):
    roles = roles_of(scene.person(role))
    question = QuestionFactory(opened=True, visibility=visibility)
    AnswerFactory(question=question, organization=scene.organization, submitted_at=OPENED)
    AnswerFactory(question=question, member=scene.elsewhere)
    AnswerFactory(question=question, member=scene.editor, submitted_at=OPENED, is_for_team_only=True)
    other = QuestionFactory(opened=True, visibility=visibility)
    AnswerFactory(question=other, organization=scene.organization)
    AnswerFactory(question=other, member=scene.elsewhere, submitted_at=OPENED)

    seen = set(Answer.objects.visible_to(roles))

    answered = (
        set(Answer.objects.own(roles).submitted().values_list("question", flat=True))
        if roles.is_member
        else set()
    )
    assert seen == {
        answer
        for answer in Answer.objects.select_related("question")
        if permissions.may_see_answer(roles, answer, has_answered=answer.question_id in answered)
    }
