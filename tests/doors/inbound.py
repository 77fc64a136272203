"""Mail that came in."""

from inbound.notifications import held_path
from tests.doors import Door
from tests.factories.inbound import InboundMailFactory


def held(scene) -> list[str]:
    """Return the token of a mail that waits for the participant."""
    mail = InboundMailFactory(member=scene.participant, state="held")
    return [held_path(mail.pk).rstrip("/").rpartition("/")[2]]


DOORS = {
    "inbound:held": Door(held, get="200", post="200"),
    # Where no provider brings mail there is nothing.
    "inbound_machines:bring": Door(get="405", post="404"),
    "mailing_machines:events": Door(get="405", post="404"),
}
