"""Who says what she wants to hear of learning groups, and who marks all of it as read."""

from learninggroups.notifications.posts import level_token
from tests.cast import Scene
from tests.doors import Door
from tests.doors.learninggroups import (
    MEMBERS,
    READERS,
    SHOWN_TO_READERS,
    closed_group,
    closed_thread,
    open_group,
    open_thread,
)


def letter(scene: Scene) -> list:
    """The link in a letter to the participant about the closed thread."""
    return [level_token(scene.participant.pk, scene.closed_thread.pk)]


def everything(scene: Scene) -> dict:
    return {"level": "everything"}


def overview(scene: Scene) -> dict:
    return {"level": "overview"}


def nothing_we_know(scene: Scene) -> dict:
    return {"level": "hard"}


DOORS = {
    "learninggroups:mark-everything-read": Door(get="302 405", post=MEMBERS),
    "learninggroups:own-level": Door(get="302 405", post=MEMBERS, sends=everything),
    "learninggroups:group-level": [
        Door(group, get="302 403 200 200 403", post="302 403 303 303 403", sends=everything)
        for group in (open_group, closed_group)
    ],
    "learninggroups:thread-level": [
        Door(open_thread, get="302 200", post="302 303", sends=overview),
        Door(open_thread, get="302 200", post="302 422", sends=nothing_we_know),
        Door(closed_thread, get=SHOWN_TO_READERS, post=READERS, guest="200 303", sends=overview),
    ],
    # Whoever holds the letter, signed in or not.
    "learninggroups:level-by-letter": [
        Door(letter, get="200", post="303", sends=overview),
        Door(lambda scene: ["onzin"], get="404", post="404"),
    ],
}
