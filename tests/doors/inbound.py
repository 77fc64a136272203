"""Mail that came in."""

from inbound.notifications import held_path
from tests.doors import Door
from tests.doors.mailing import NO_GET, TEAM_DOES, TEAM_GETS
from tests.factories.inbound import InboundMailFactory


def held(scene) -> list[str]:
    """Return the token of a mail that waits for the participant."""
    mail = InboundMailFactory(member=scene.participant, state="held")
    return [held_path(mail.pk).rstrip("/").rpartition("/")[2]]


def stuck(scene) -> list[int]:
    """Return a mail that could not be read."""
    return [InboundMailFactory(state="stuck").pk]


DOORS = {
    "inbound_office:mail": Door(get=TEAM_GETS, post=NO_GET),
    "inbound_office:as-it-came": Door(stuck, get=TEAM_GETS, post=NO_GET),
    "inbound_office:read-again": Door(stuck, get=NO_GET, post=TEAM_DOES),
    "inbound_office:let-be": Door(stuck, get=NO_GET, post=TEAM_DOES),
    "inbound:held": Door(held, get="200", post="200"),
    # Where no provider brings mail there is nothing.
    "inbound_machines:bring": Door(get="405", post="404"),
    "mailing_machines:events": Door(get="405", post="404"),
}
