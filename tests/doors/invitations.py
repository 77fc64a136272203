"""Who may ask people into a group."""

from datetime import UTC, datetime

from learninggroups.actions.invitations import token_hash
from tests.cast import Scene
from tests.doors import Door
from tests.factories.learninggroups import GroupInvitationFactory

TOKEN = "een-teken-uit-een-brief"


def open_group(scene: Scene) -> list:
    return [scene.open_group.slug]


def invitation(scene: Scene) -> list:
    """An invitation that was sent long ago."""
    return [scene.closed_group.slug, GroupInvitationFactory(group=scene.closed_group).pk]


def token(scene: Scene) -> list:
    """What stands in a letter of today."""
    today = datetime.now(UTC)
    GroupInvitationFactory(group=scene.closed_group, token_hash=token_hash(TOKEN), sent_at=today)
    return [TOKEN]


DOORS = {
    #                                     visitor
    #                                     |   elsewhere
    #                                     |   |   participant
    #                                     |   |   |   facilitator
    #                                     |   |   |   |   contact
    #                                     |   |   |   |   |   programme team
    #                                     |   |   |   |   |   |   editor, administrator
    "learninggroups:invite": [
        Door(
            open_group,
            get="302 403 403 200 403 200 403",
            post="302 403 403 200 403 200 403",
            sends=lambda scene: {"addresses": "nieuw@example.nl"},
        ),
        Door(
            open_group,
            get="302 403 403 200 403 200 403",
            post="302 403 403 303 403 303 403",
            sends=lambda scene: {"addresses": "nieuw@example.nl", "step": "send"},
        ),
    ],
    "learninggroups:resend-invitation": Door(invitation, get="302 405", post="302 404 404 303 404 303 404"),
    "learninggroups:withdraw-invitation": Door(invitation, get="302 405", post="302 404 404 303 404 303 404"),
    # Opening the link changes nothing; who is signed in takes part as herself.
    "learninggroups:accept-invitation": [
        Door(token, get="200", post="303", sends=lambda scene: {"name": "Nel Nieuw"}),
        Door(lambda scene: ["onbekend"], get="410", post="410"),
    ],
}
