"""The programme team's desk for tables of organisations and people."""

from datetime import UTC, datetime

from tests.cast import Scene
from tests.doors import Door
from tests.doors.questions_office import TEAM, TEAM_POSTS
from tests.factories.imports import staged
from tests.factories.members import AffiliationFactory, OrganizationFactory

NOW = datetime(2026, 11, 10, 9, tzinfo=UTC)


def an_import(scene: Scene) -> list[int]:
    """An import with a row of each kind, among which a person called like a colleague."""
    noord = OrganizationFactory(name="Wijkteam Noorderlicht")
    AffiliationFactory(organization=noord, member__name="Anna de Vries")
    rows = [
        ("Wijkteam Zuiderzon", "Bo Bakker", "bo@elders.example", "contactpersoon"),
        ("Wijkteam Noorderlicht", "Anna de Vries", "anna@elders.example", ""),
        ("Wijkteam Noorderlich", "", "", ""),
        ("", "Cas", "cas@elders", ""),
        ("=HYPERLINK(1)", "<script>alert(1)</script>", "dee@elders.example", "lid"),
    ]
    return [staged(rows, now=NOW, actor=scene.programme_team).pk]


def a_row(scene: Scene) -> list[int]:
    """The row with a broken address."""
    return [*an_import(scene), 5]


DOORS = {
    # Without a file there is nothing to read.
    "members_office:imports": Door(get=TEAM, post=TEAM_POSTS.replace("303", "422")),
    "members_office:import": Door(an_import, get=TEAM, post=TEAM_POSTS, sends=lambda scene: {"do": "apply"}),
    "members_office:import-row": Door(
        a_row, get=TEAM, post=TEAM_POSTS, sends=lambda scene: {"do": "mend", "cell-2": "cas@elders.example"}
    ),
}
