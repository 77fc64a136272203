"""Who gets in where at /mail/."""

from digests import notifications
from tests.doors import Door
from tests.factories.digests import DigestDeliveryFactory

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
    "digests:preview": Door(get="302 200"),
}
