"""What a person may see and do with questions; each rule agrees with its twin in SQL."""

from itertools import product

import pytest

from members.permissions import Roles
from questions import permissions
from questions.models import Answer, Question, Recipient
from questions.models.answers import READERS
from tests.cast import ROLES
from tests.factories.members import AffiliationFactory
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
    """Every kind of person, before every promise a question makes, beside every consent of a writer."""
    roles = roles_of(scene.person(role))
    promises = product(
        [Question.State.OPEN, Question.State.CLOSED, Question.State.WITHDRAWN],
        [{}, {"shows_after_closing": True}, {"shows_after_answering": True}, {"is_public": False}],
    )
    for state, promise in promises:
        for voice in ({"member": scene.elsewhere}, {"organization": scene.organization}):
            question = QuestionFactory(
                opened=True, visibility=visibility, state=state, withdrawn_reason="Te vroeg.", **promise
            )
            AnswerFactory(question=question, submitted_at=OPENED, **voice)
            for readers, writer in zip(READERS, AffiliationFactory.create_batch(4), strict=True):
                AnswerFactory(question=question, member=writer.member, submitted_at=OPENED, readers=readers)
            AnswerFactory(question=question, member=scene.editor)
            AnswerFactory(question=question, member=scene.facilitator, withdrawn_at=OPENED)

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
