"""Who opens the page of a national programme, and what can be done there."""

from tests.cast import Scene
from tests.doors import Door
from tests.factories.themes import ProgrammeFactory


def programme(scene: Scene) -> list:
    return [ProgrammeFactory().slug]


DOORS = {
    #                                     visitor
    #                                     |   everybody else
    "home:programme": [Door(programme, get="200"), Door(lambda scene: ["onbekend"], get="404")],
    "home:programme-feed": Door(programme, get="200"),
}
