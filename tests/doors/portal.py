"""Doors of the house itself, for machines, and the first page of a new member."""

from members.models import CHOOSABLE
from tests.doors import Door

DOORS = {
    "health:live": Door(get="200"),
    "health:ready": Door(get="200"),
    # From outside only with the token, whoever asks; tests/portal/test_health.py comes from this machine.
    "health:metrics": Door(get="404"),
    "welcome": Door(
        get="302 200",
        post="302 303",
        guest="403",
        sends=lambda scene: {f"{field}_viewers": "self" for field in CHOOSABLE},
    ),
}
