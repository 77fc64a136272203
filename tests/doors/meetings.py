"""Who gets in where people come together."""

from meetings.models import Meeting
from meetings.notifications import token_of
from tests.cast import Scene
from tests.doors import Door
from tests.factories.meetings import MeetingFactory, RegistrationFactory

COMING = {"name": "Vera", "email": "vera@elders.example"}
TYPED = {
    "title": "Middag over veiligheid",
    "starts_at_0": "2036-11-24",
    "starts_at_1": "14:00",
    "place": "De Eik",
    "openness": "open",
}


def upcoming(**facts) -> Meeting:
    """Return a meeting that lies ahead of every test."""
    return MeetingFactory(starts_at="2036-11-24T13:00Z", ends_at="2036-11-24T15:00Z", **facts)


def open_one(scene: Scene) -> list:
    """Return an open meeting."""
    return [upcoming().pk]


def of_closed_group(scene: Scene) -> list:
    """Return a meeting for who takes part in the closed group."""
    return [upcoming(openness="group", group=scene.closed_group).pk]


def for_members(scene: Scene) -> list:
    """Return a meeting for members."""
    return [upcoming(openness="members").pk]


def of_group_for_everyone(scene: Scene) -> list:
    """Return an open meeting that the closed group organises."""
    return [upcoming(group=scene.closed_group).pk]


def planned_in(scene: Scene) -> dict:
    """Return what is typed to plan a meeting of the closed group."""
    return TYPED | {"group": scene.closed_group.pk}


def by_token(scene: Scene) -> list:
    """Return the token of somebody's registration."""
    return [token_of(RegistrationFactory(meeting=upcoming()))]


TENDED = "302 403 403 200 403 200 403 403"
TENDED_POST = "302 403 403 303 403 303 403 403"

DOORS = {
    #                                        visitor
    #                                        |   elsewhere
    #                                        |   |   participant
    #                                        |   |   |   facilitator
    #                                        |   |   |   |   contact
    #                                        |   |   |   |   |   programme team
    #                                        |   |   |   |   |   |   editor
    #                                        |   |   |   |   |   |   |   administrator
    "meetings:list": Door(get="200"),
    "meetings:calendar": Door(get="200"),
    "meetings:month": Door(lambda scene: [2026, 11], get="200"),
    "meetings:meeting": [
        Door(open_one, get="200", post="303", sends=lambda scene: COMING),
        Door(for_members, get="404 200", post="404 303", guest="404", sends=lambda scene: COMING),
        Door(
            of_closed_group,
            get="404 404 200 200 404 404 404 404",
            post="404 404 303 303 404 404 404 404",
            sends=lambda scene: COMING,
        ),
    ],
    "meetings:calendar-file": [
        Door(open_one, get="200"),
        Door(of_closed_group, get="404 404 200 200 404 404 404 404"),
    ],
    "meetings:registration": Door(by_token, get="200", post="303"),
    "meetings:registration-calendar": Door(by_token, get="200"),
    "meetings:plan": Door(get="302 403 403 200 403 200 403 403", post=TENDED_POST, sends=planned_in),
    "meetings:change": [
        Door(of_group_for_everyone, get=TENDED, post=TENDED_POST, sends=planned_in),
        Door(
            of_closed_group,
            get="302 404 403 200 404 404 404 404",
            post="302 404 403 303 404 404 404 404",
            sends=planned_in,
        ),
    ],
    "meetings:cancel": Door(
        of_group_for_everyone, get=TENDED, post=TENDED_POST, sends=lambda scene: {"reason": "Ziek."}
    ),
    "meetings:attendance": Door(
        of_group_for_everyone, get=TENDED, post=TENDED_POST, sends=lambda scene: {"present": []}
    ),
    "meetings:notes": Door(
        of_group_for_everyone, get=TENDED, post=TENDED_POST, sends=lambda scene: {"notes": "Verslag."}
    ),
}
