"""Stopping letters, and the post in the back office."""

from mailing import letters
from mailing.models import Hold
from tests.doors import Door
from tests.factories.mailing import HoldFactory, OutgoingMailFactory, SuppressionFactory


def token(scene) -> list[str]:
    """Return the token of a participant's digest."""
    url = letters.stop_url(letters.kind_named("digest"), scene.participant.pk, "")
    return [url.rstrip("/").rpartition("/")[2]]


def a_stuck_letter(scene) -> dict:
    return {"letter": [OutgoingMailFactory(state="failed").pk]}


def a_full_page(scene) -> list:
    """Letters that wait for a person for two reasons, and an address that refuses."""
    for _ in range(2):
        OutgoingMailFactory(state="failed", last_code="5.1.1", last_error="550 5.1.1 No such user")
    OutgoingMailFactory(state="held", in_doubt=2, last_error="Twee keer is onduidelijk gebleven.")
    SuppressionFactory()
    return []


def a_hold(scene) -> list[int]:
    """There is one at most."""
    return [(Hold.objects.filter(released_at=None).first() or HoldFactory()).pk]


TEAM_GETS = "302 403 403 403 403 200 403 200"
TEAM_DOES = "302 403 403 403 403 303 403 303"
NO_GET = "302 403 403 403 403 405 403 405"

DOORS = {
    "mailing:trust-own": Door(get="302 405", post="302 303"),
    "mailing:hear-again": Door(lambda scene: [1], get="302 405", post="302 303"),
    "mailing:stop": Door(token, get="200", post="200"),
    "mailing_office:post": Door(a_full_page, get=TEAM_GETS, post=NO_GET),
    "mailing_office:hold": Door(get=NO_GET, post=TEAM_DOES),
    "mailing_office:release": Door(a_hold, get=NO_GET, post=TEAM_DOES),
    "mailing_office:resend": Door(get=NO_GET, post=TEAM_DOES, sends=a_stuck_letter),
    "mailing_office:let-go": Door(get=NO_GET, post=TEAM_DOES, sends=a_stuck_letter),
    "mailing_office:trust": Door(lambda scene: [SuppressionFactory().pk], get=NO_GET, post=TEAM_DOES),
}
