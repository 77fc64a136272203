"""Who gets in where around one answer; the organisation that is asked handed it in."""

from tests.cast import Scene
from tests.doors import Door
from tests.factories.questions import OPENED, AnswerFactory, AnswerPartFactory


def _answer(scene: Scene) -> list[int]:
    """Return the question and an answer that the organisation handed in."""
    answer = AnswerFactory(question=scene.open_question, organization=scene.organization, submitted_at=OPENED)
    AnswerPartFactory(answer=answer, sub_question=scene.sub_question, text="Bij ons ook.")
    return [scene.open_question.pk, answer.pk]


DOORS = {
    #                                        visitor
    #                                        |   elsewhere
    #                                        |   |   participant
    #                                        |   |   |   facilitator
    #                                        |   |   |   |   contact
    #                                        |   |   |   |   |   programme team
    #                                        |   |   |   |   |   |   editor
    #                                        |   |   |   |   |   |   |   administrator
    "questions:withdraw_answer": Door(
        _answer,
        get="302 404 403 403 200 403 404 404",
        post="302 404 403 403 303 403 404 404",
    ),
    "questions:answer_history": Door(_answer, get="302 404 200 200 200 403 404 404"),
}
