"""Who sends a draft as it is, and who sees figures."""

from tests.doors import Door

DOORS = {
    "questions_office:figures": Door(
        lambda scene: [scene.open_question.pk],
        get="302 403 403 403 403 200 403 403",
        post="302 403 403 403 403 405 403 403",
    ),
    "questions:send_as_it_is": Door(
        lambda scene: [scene.open_question.pk, scene.recipient.pk],
        get="302 404 403 403 200 404 404 404",
        post="302 404 403 403 303 404 404 404",
    ),
}
