"""Who gets in where among the national questions; one organisation is asked, and nobody by name."""

from questions.models import Question, SubQuestion
from tests.cast import Scene
from tests.doors import Door
from tests.factories.questions import (
    DEADLINE,
    OPENED,
    AnswerFactory,
    AnswerPartFactory,
    QuestionFactory,
    RecipientFactory,
    SubQuestionFactory,
)


def _submitted_answer(scene: Scene):
    """Return an answer that the organisation handed in."""
    return AnswerFactory(question=scene.open_question, organization=scene.organization, submitted_at=OPENED)


def told(scene: Scene) -> int:
    """Return a question of which the synthesis was shared, with an answer that was handed in."""
    question = QuestionFactory(opened=True, state=Question.State.SHARED, closed_at=DEADLINE)
    sub_question = SubQuestionFactory(question=question, kind=SubQuestion.Kind.CHOICE, choices=["a", "b"])
    RecipientFactory(question=question, organization=scene.organization)
    answer = AnswerFactory(question=question, organization=scene.organization, submitted_at=OPENED)
    AnswerPartFactory(answer=answer, sub_question=sub_question, choice="a")
    return question.pk


def _question_for_everyone() -> int:
    """Return a question of which everyone reads the answers."""
    return QuestionFactory(opened=True, visibility="public").pk


DOORS = {
    #                                        visitor
    #                                        |   elsewhere
    #                                        |   |   participant
    #                                        |   |   |   facilitator
    #                                        |   |   |   |   contact
    #                                        |   |   |   |   |   programme team
    #                                        |   |   |   |   |   |   editor
    #                                        |   |   |   |   |   |   |   administrator
    "questions:list": Door(get="200"),
    "questions:pictures": [
        Door(lambda scene: [told(scene)], get="200"),
        Door(lambda scene: [scene.open_question.pk], get="404"),
    ],
    "questions:organization_answers": [
        Door(lambda scene: [scene.open_question.pk], get="302 200", post="405", guest="403 405"),
        Door(lambda scene: [_question_for_everyone()], get="200"),
        Door(lambda scene: [scene.draft_question.pk], get="404"),
    ],
    "questions:personal_answers": [
        Door(lambda scene: [scene.open_question.pk], get="302 200", post="405", guest="403 405"),
        Door(lambda scene: [_question_for_everyone()], get="200"),
        Door(lambda scene: [scene.draft_question.pk], get="404"),
    ],
    "questions:answer_personally": [
        Door(
            lambda scene: [scene.open_question.pk],
            get="302 200",
            post="302 303",
            guest="403",
            sends=lambda scene: {"version": 0, "naming": "named"},
        ),
        Door(lambda scene: [scene.draft_question.pk], get="302 404", post="302 404"),
    ],
    "questions:answer_on_behalf": [
        Door(
            lambda scene: [scene.open_question.pk, scene.organization.pk],
            get="302 404 200 200 200 404 404 404",
            post="302 404 403 403 303 404 404 404",
            sends=lambda scene: {"version": 0, "naming": "named"},
        ),
        Door(
            lambda scene: [scene.open_question.pk, scene.other_organization.pk],
            get="302 404",
            post="302 404",
        ),
    ],
    "questions:take_back": Door(
        lambda scene: [scene.open_question.pk, _submitted_answer(scene).pk],
        get="302 405",
        post="302 404 403 403 303 403 404 404",
    ),
    "questions:react": Door(
        lambda scene: [scene.open_question.pk, scene.recipient.pk],
        get="302 404 403 403 200 404 404 404",
        post="302 404 403 403 303 404 404 404",
        sends=lambda scene: {"reaction": "no_room"},
    ),
    "questions:undo_reaction": Door(
        lambda scene: [scene.open_question.pk, scene.recipient.pk],
        get="302 405",
        post="302 404 403 403 303 404 404 404",
    ),
}
