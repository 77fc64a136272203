"""Who opens a learning network, and who puts a hand up there."""

from learninggroups.models import GroupProposal
from tests.cast import Scene
from tests.doors import Door
from tests.factories.learninggroups import STARTED
from tests.factories.themes import ThemeFactory


def theme(scene: Scene) -> list:
    return [ThemeFactory().slug]


def proposal(scene: Scene) -> list:
    return [GroupProposal.objects.create(theme=ThemeFactory(), asked_at=STARTED).pk]


DOORS = {
    #                                     visitor
    #                                     |   elsewhere
    #                                     |   |   participant
    #                                     |   |   |   facilitator
    #                                     |   |   |   |   contact
    #                                     |   |   |   |   |   programme team
    #                                     |   |   |   |   |   |   editor, administrator
    "home:networks": Door(get="200"),
    "home:network": [Door(theme, get="200"), Door(lambda scene: ["onbekend"], get="404")],
    "learninggroups:raise-hand": Door(
        theme,
        get="302 405",
        post="302 303",
        guest="405 403",
        sends=lambda scene: {"word": "Samen met de huisarts."},
    ),
    "learninggroups:lower-hand": Door(theme, get="302 405", post="302 303"),
    "learninggroups_office:proposal": Door(
        proposal,
        get="302 403 403 403 403 200 403",
        post="302 403 403 403 403 303 403",
        sends=lambda scene: {"word": "Er is al zo'n groep."},
    ),
}
