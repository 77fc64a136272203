"""Who gets in where among the national questions; one organisation is asked, and nobody by name."""

from tests.doors import Door

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
    "questions:question": [
        Door(lambda scene: [scene.open_question.pk], get="200"),
        Door(lambda scene: [scene.draft_question.pk], get="404 404 404 404 404 200 404 404"),
    ],
    "questions:answer_personally": Door(lambda scene: [scene.open_question.pk], get="302 200"),
    "questions:answer_on_behalf": Door(
        lambda scene: [scene.open_question.pk, scene.organization.pk],
        get="302 404 200 200 200 404 404 404",
    ),
    "questions:react": Door(
        lambda scene: [scene.open_question.pk, scene.recipient.pk],
        get="302 404 200 200 200 404 404 404",
    ),
}
