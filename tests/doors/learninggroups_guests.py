"""Who may follow a group, lay it to rest, and ask guests into its threads."""

from tests.cast import Scene
from tests.doors import Door
from tests.factories.learninggroups import STARTED, GroupInvitationFactory

LAST_DAY = "2026-12-31"


def open_group(scene: Scene) -> list:
    return [scene.open_group.slug]


def closed_group(scene: Scene) -> list:
    return [scene.closed_group.slug]


def archived_group(scene: Scene) -> list:
    scene.open_group.archived_at = STARTED
    scene.open_group.save()
    return [scene.open_group.slug]


def closed_thread(scene: Scene) -> list:
    return [scene.closed_thread.pk]


def place(scene: Scene) -> list:
    return [scene.closed_thread.pk, scene.closed_thread.guests.get().pk]


def invitation(scene: Scene) -> list:
    asked = GroupInvitationFactory(
        group=scene.closed_group, thread=scene.closed_thread, guest_until=LAST_DAY, email="gast@example.nl"
    )
    return [scene.closed_thread.pk, asked.pk]


DOORS = {
    #                                     visitor
    #                                     |   elsewhere
    #                                     |   |   participant
    #                                     |   |   |   facilitator
    #                                     |   |   |   |   contact
    #                                     |   |   |   |   |   programme team, editor, administrator
    "learninggroups:follow": [
        Door(open_group, get="302 405", post="302 303 403 403 303", guest="405 403"),
        Door(closed_group, get="302 405", post="302 403"),
    ],
    "learninggroups:unfollow": [
        Door(group, get="302 405", post="302 303") for group in (open_group, closed_group)
    ],
    "learninggroups:archive": [
        Door(group, get="302 403 403 200 403 200 403", post="302 403 403 303 403 303 403")
        for group in (open_group, archived_group)
    ],
    "learninggroups:guests": [
        Door(
            closed_thread,
            get="302 404 403 200 404",
            post="302 404 403 303 404",
            guest="403",
            sends=lambda scene: {"email": "nieuw@example.nl", "until": LAST_DAY},
        ),
        Door(
            closed_thread,
            get="302 404 403 200 404",
            post="302 404 403 422 404",
            guest="403",
            sends=lambda scene: {"email": scene.participant.email, "until": LAST_DAY},
        ),
    ],
    "learninggroups:end-guest": Door(place, get="302 405", post="302 404 403 303 404", guest="405 403"),
    "learninggroups:withdraw-guest": Door(invitation, get="302 405", post="302 404 404 303 404 303 404"),
}
