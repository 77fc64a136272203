"""Becoming a member: the form is open to everybody, its desk to the programme team."""

from members.notifications.applications import token_of
from tests.cast import Scene
from tests.doors import Door
from tests.doors.questions_office import NO_GET, TEAM, TEAM_POSTS
from tests.factories.members import ApplicationFactory


def waiting(scene: Scene) -> list:
    """The number of an application whose address said yes."""
    return [ApplicationFactory().pk]


DOORS = {
    "members:apply": Door(
        get="200", post="303", sends=lambda scene: {"name": "Nora", "email": "nora@elders.example"}
    ),
    "members:applied": Door(get="200"),
    "members:application": Door(
        lambda scene: [token_of(ApplicationFactory(unconfirmed=True))],
        get="200",
        post="303",
        sends=lambda scene: {"do": "confirm"},
    ),
    "members_office:applications": Door(get=TEAM, post=NO_GET),
    "members_office:application": Door(
        waiting, get=TEAM, post=TEAM_POSTS, sends=lambda scene: {"do": "decline", "reason": "Nu niet."}
    ),
}
