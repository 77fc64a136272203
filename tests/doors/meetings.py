"""Who gets in where people come together."""

from django.utils import timezone

from learninggroups.permissions import Roles
from meetings.actions import following
from meetings.models import Meeting, ProposedMoment
from meetings.notifications import token_of
from meetings.notifications.afterwards import token_of as token_of_guest
from meetings.notifications.polls import token_of as token_of_answer
from meetings.queries import own_calendar
from tests.cast import Scene
from tests.doors import Door
from tests.factories.meetings import MaterialFactory, MeetingFactory, PollAnswerFactory, RegistrationFactory

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


def own_address(scene: Scene) -> list:
    """Return the secret half of the address of somebody's calendar."""
    following.make_address(actor=scene.participant, now=timezone.now())
    path = own_calendar.own_calendar_page(Roles.of(scene.participant)).address.rpartition("/")[2]
    number, _, token = path.removesuffix(".ics").partition("-")
    return [int(number), token]


TENDED = "302 403 403 200 403 200 403 403"
TENDED_POST = "302 403 403 303 403 303 403 403"

PROPOSED = TYPED | {"minutes": 90, "moment_1_0": "2036-11-24", "moment_1_1": "14:00"}


def polled(scene: Scene) -> list:
    """Return an open date poll of the closed group."""
    return [PollAnswerFactory(poll__group=scene.closed_group, poll__openness="open").poll_id]


def polled_inside(scene: Scene) -> list:
    """Return a date poll for who takes part in the closed group."""
    return [PollAnswerFactory(poll__group=scene.closed_group, poll__openness="group").poll_id]


def poll_token(scene: Scene) -> list:
    """Return the token with which somebody says when she can."""
    return [token_of_answer(PollAnswerFactory())]


def chosen(scene: Scene) -> dict:
    """Return what is typed to choose the last moment that was proposed."""
    return {"moment": ProposedMoment.objects.latest("pk").pk, "place": "De Eik"}


def said(scene: Scene) -> dict:
    """Return what is typed to say that one can at the last moment that was proposed."""
    return {f"moment_{ProposedMoment.objects.latest('pk').pk}": "can"}


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
    "meetings:own-calendar": Door(get="302 200", post="302 303"),
    "meetings:own-calendar-feed": [
        Door(own_address, get="200"),
        Door(lambda scene: [1, "geraden"], get="404"),
    ],
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
    "meetings:materials": Door(
        of_group_for_everyone, get=TENDED, post="302 403 403 422 403 422 403 403", sends=lambda scene: {}
    ),
    "meetings:tell": Door(of_group_for_everyone, get="302 405", post=TENDED_POST),
    "meetings:material": [
        Door(lambda scene: [MaterialFactory().key], get="200"),
        Door(
            lambda scene: [MaterialFactory(meeting_id=of_closed_group(scene)[0]).key],
            get="404 404 200 200 404 404 404 404",
        ),
    ],
    "meetings:look-back": Door(
        lambda scene: [token_of_guest(RegistrationFactory())],
        get="200",
        post="303",
        sends=lambda scene: {"takes": "Een idee."},
    ),
    "meetings:propose": Door(
        get="302 403 403 200 403 200 403 403",
        post=TENDED_POST,
        sends=lambda scene: PROPOSED | {"group": scene.closed_group.pk},
    ),
    "meetings:poll": [
        Door(polled, get="200", post="303", sends=lambda scene: COMING),
        Door(
            polled_inside,
            get="404 404 200 200 404 404 404 404",
            post="404 404 303 303 404 404 404 404",
        ),
    ],
    "meetings:pick-moment": Door(polled, get=TENDED, post=TENDED_POST, sends=chosen),
    "meetings:answer-poll": Door(poll_token, get="200", post="303", sends=said),
    "meetings:notes": Door(
        of_group_for_everyone, get=TENDED, post=TENDED_POST, sends=lambda scene: {"notes": "Verslag."}
    ),
}
