"""Doors of home: a member's overview, and what search engines ask for."""

from tests.doors import Door

DOORS = {
    "home:overview": Door(get="302 200"),
    "home:robots": Door(get="200"),
    "home:sitemap": Door(get="200"),
}
