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
from themes.models import Theme


def letter(place: str):
    """The link in a letter to the participant, to what she chose at a place."""

    def found(scene: Scene) -> list:
        keys = {"thread": scene.closed_thread.pk, "group": scene.closed_group.pk, "theme": theme(scene).pk}
        return [level_token(scene.participant.pk, place, keys.get(place, 0))]

    return found


def theme(scene: Scene) -> Theme:
    return Theme.objects.get_or_create(name="Veiligheid", slug="veiligheid")[0]


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
    "learninggroups:theme-level": [
        Door(lambda scene: [theme(scene).slug], get="302 200", post="302 303", guest="403", sends=overview),
        Door(lambda scene: ["onbekend"], get="302 404", post="302 404", guest="403", sends=overview),
    ],
    # Whoever holds the letter, signed in or not.
    "learninggroups:level-by-letter": [
        *(
            Door(letter(place), get="200", post="303", sends=overview)
            for place in ("thread", "group", "theme", "own")
        ),
        Door(lambda scene: ["onzin"], get="404", post="404"),
    ],
}
