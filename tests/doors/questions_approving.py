"""Who gets in where a spoken answer is typed: the team, colleagues, and the speaker with her code."""

from tests.doors import Door
from tests.factories.approvals import ApprovalFactory
from tests.factories.questions import AnswerFactory


def approval(scene):
    answer = AnswerFactory(question=scene.open_question, organization=scene.organization)
    return ApprovalFactory(answer=answer, speaker=scene.contact)


DOORS = {
    "questions:take_down": Door(
        lambda scene: [scene.open_question.pk, scene.recipient.pk],
        get="302 404 200 200 200 200 404 404",
        post="302 404 422 422 422 422 404 404",
    ),
    "questions:type_approval": Door(get="200", post="422", guest="200 422"),
    # Nobody here handed in a code: everyone is asked for one.
    "questions:approve": Door(lambda scene: [approval(scene).pk], get="303", post="303", guest="303 303"),
}
