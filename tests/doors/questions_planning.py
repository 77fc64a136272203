"""Who sends a draft as it is: who speaks for the voice that wrote it."""

from tests.doors import Door

DOORS = {
    "questions:send_as_it_is": Door(
        lambda scene: [scene.open_question.pk, scene.recipient.pk],
        get="302 404 403 403 200 404 404 404",
        post="302 404 403 403 303 404 404 404",
    ),
}
