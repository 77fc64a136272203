"""Who may leave, come back, or let somebody leave."""

from datetime import UTC, datetime, timedelta

from members.models import Departure
from members.notifications.leaving import return_token
from tests.cast import Scene
from tests.doors import Door
from tests.factories.members import MemberFactory


def return_link(scene: Scene) -> list:
    """The link in the letter of somebody who left."""
    gone = MemberFactory(name="Wil Weg", is_active=False)
    now = datetime.now(UTC)
    departure = Departure.objects.create(
        member=gone, way="former", asked_at=now, erase_at=now + timedelta(days=14)
    )
    return [return_token(departure)]


DOORS = {
    # Who did not just show who she is, is led to signing in again.
    "members:leave-association": Door(get="302 200", post="302 303"),
    "members:sign-in-again": Door(get="302 405", post="302 303"),
    "members:come-back": Door(return_link, get="200", post="303"),
    "members:let-leave": Door(
        lambda scene: [scene.elsewhere.pk],
        get="302 403 403 403 403 200 403 403",
        post="302 403 403 403 403 303 403 403",
        guest="403",
        sends=lambda scene: {"way": "former", "reason": "Aan de telefoon."},
    ),
}
