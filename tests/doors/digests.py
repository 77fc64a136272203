"""Who gets in where at /mail/."""

from digests import notifications
from digests.notifications.open import confirm_token
from tests.cast import Scene
from tests.doors import Door
from tests.factories.digests import (
    DigestDeliveryFactory,
    DigestRunFactory,
    OpenRunFactory,
    OpenSubscriptionFactory,
)
from tests.factories.mailing import OutgoingMailFactory


def under_way(scene: Scene) -> list:
    """A sending of which a letter still has to be written."""
    run = DigestRunFactory(composed_at=None)
    DigestDeliveryFactory(run=run, member=scene.participant, composed_at=None, settled_at=None)
    return [run.pk]


def shown(scene: Scene) -> list:
    """The same, for the list of sendings."""
    under_way(scene)
    return []


def an_open_token(scene: Scene) -> list:
    """What stands in the letter that asks an address whether it wants the open digest."""
    return [confirm_token(OpenSubscriptionFactory(confirmed_at=None), "monthly")]


def written_to(scene: Scene) -> list:
    """A member who was sent a letter and an empty digest."""
    OutgoingMailFactory(member=scene.participant, to_address=scene.participant.email, state="failed")
    DigestDeliveryFactory(member=scene.participant, is_empty=True)
    return [scene.participant.pk]


TEAM_GETS, NO_POST = "302 403 403 403 403 200 403 200", "302 403 403 403 403 405 403 405"

# Nine letters from one place are more than an hour allows; what a machine types sends none.
BY_MACHINE = {"email": "bezoeker@example.nl", "frequency": "monthly", "website": "x"}

DOORS = {
    "digests:preferences": Door(
        get="302 200", post="302 303", sends=lambda scene: {"frequency": "daily", "weekday": 2}
    ),
    # Through a letter nobody needs to sign in, and it stays the letter's owner whose choice it is.
    "digests:preferences_by_letter": [
        Door(
            lambda scene: [notifications.settings_token(scene.elsewhere.pk)],
            get="200",
            post="303",
            sends=lambda scene: {"frequency": "daily", "weekday": 2},
        ),
        Door(lambda scene: [f"{scene.elsewhere.pk}:verzonnen"], get="404", post="404"),
    ],
    "digests:digest": Door(
        lambda scene: [DigestDeliveryFactory(member=scene.participant).pk],
        get="302 404 200 404 404 404 404 404",
    ),
    # Whoever holds the letter; what it told is not shown there.
    "digests:read_by_letter": [
        Door(
            lambda scene: [notifications.read_token(DigestDeliveryFactory(member=scene.participant).pk)],
            get="200",
            post="303",
            guest="200 303",
        ),
        Door(lambda scene: ["1:verzonnen"], get="404", post="404"),
    ],
    "digests:preview": Door(get="302 200"),
    # The open digest is for who has no account.
    "digests:open": Door(get="200", post="303", sends=lambda scene: BY_MACHINE),
    "digests:open_asked": Door(get="200"),
    "digests:open_confirm": [
        Door(an_open_token, get="200", post="200"),
        Door(lambda scene: ["verzonnen"], get="410", post="410"),
    ],
    # In the back office, for who looks after the post.
    "digests_office:members": Door(get=TEAM_GETS, post=NO_POST, query="?zoek=dina"),
    "digests_office:sendings": Door(shown, get=TEAM_GETS, post=NO_POST),
    "digests_office:stop-sending": Door(under_way, get=NO_POST, post="302 403 403 403 403 303 403 303"),
    "digests_office:stop-open-sending": Door(
        lambda scene: [OpenRunFactory(composed_at=None).pk],
        get=NO_POST,
        post="302 403 403 403 403 303 403 303",
    ),
    "digests_office:member": Door(written_to, get=TEAM_GETS, post=NO_POST),
    "digests_office:send-proof": Door(
        lambda scene: [scene.participant.pk], get=NO_POST, post="302 403 403 403 403 303 403 303"
    ),
    "digests_office:preview": Door(lambda scene: [scene.participant.pk], get=TEAM_GETS, post=NO_POST),
}
