"""Doors of the house itself, for machines."""

from tests.doors import Door

DOORS = {
    "health:live": Door(get="200"),
    "health:ready": Door(get="200"),
    "health:metrics": Door(get="200"),
}
