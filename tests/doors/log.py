"""The log of what people with a role did: administrators only."""

from tests.doors import Door

DOORS = {
    "members_office:log": Door(get="302 403 403 403 403 403 403 200", post="302 403 403 403 403 403 403 405"),
}
