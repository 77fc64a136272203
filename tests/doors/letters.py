"""Who writes to a group, and who reads that back."""

from tests.cast import Scene
from tests.doors import Door
from tests.factories.learninggroups import STARTED, GroupLetterFactory

WORDS = {"subject": "Volgende keer", "body": "We beginnen om tien uur."}


def closed_group(scene: Scene) -> list:
    return [scene.closed_group.slug]


def waiting(scene: Scene) -> list:
    """A letter of which only the proof was sent."""
    return [scene.closed_group.slug, GroupLetterFactory(group=scene.closed_group).pk]


def sent(scene: Scene) -> list:
    return [scene.closed_group.slug, GroupLetterFactory(group=scene.closed_group, sent_at=STARTED).pk]


def participant(scene: Scene) -> list:
    return [scene.closed_group.slug, scene.closed_group.memberships.get(member=scene.participant).pk]


DOORS = {
    #                                     visitor
    #                                     |   elsewhere
    #                                     |   |   participant
    #                                     |   |   |   facilitator
    #                                     |   |   |   |   contact, programme team, editor, administrator
    "learninggroups:letters": Door(closed_group, get="302 403 200 200 403"),
    "learninggroups:write-letter": Door(
        closed_group, get="302 403 403 200 403", post="302 403 403 303 403", sends=lambda scene: WORDS
    ),
    "learninggroups:letter": [
        Door(waiting, get="302 404 404 200 404"),
        Door(sent, get="302 404 200 200 404"),
    ],
    "learninggroups:change-letter": [
        Door(waiting, get="302 404 404 200 404", post="302 404 404 303 404", sends=lambda scene: WORDS),
        Door(sent, get="302 404 403 303 404", post="302 404 403 303 404", sends=lambda scene: WORDS),
    ],
    "learninggroups:send-letter": [
        Door(
            waiting,
            get="302 405",
            post="302 404 404 303 404",
            sends=lambda scene: {"tested": STARTED.isoformat()},
        ),
        Door(sent, get="302 405", post="302 404 403 303 404"),
    ],
    "learninggroups:discard-letter": [
        Door(waiting, get="302 405", post="302 404 404 303 404"),
        Door(sent, get="302 405", post="302 404 403 303 404"),
    ],
    # Her own place a participant sees, and she does not write to herself.
    "learninggroups:write-to": Door(
        participant,
        get="302 404 403 200 404",
        post="302 404 403 303 404",
        sends=lambda scene: {"word": "Hoe gaat het?"},
    ),
}
