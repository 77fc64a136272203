"""Who opens the page of a national programme, and what can be done there."""

from tests.cast import Scene
from tests.doors import Door
from tests.factories.home import DevelopmentPageFactory, EnquiryFactory
from tests.factories.themes import ProgrammeFactory, ThemeFactory


def programme(scene: Scene) -> list:
    return [ProgrammeFactory().slug]


def theme(scene: Scene) -> list:
    return [ThemeFactory().slug]


def asked(scene: Scene) -> list:
    return [EnquiryFactory(asker=scene.participant).pk]


def public(scene: Scene) -> list:
    return [EnquiryFactory(asker=scene.participant, public=True).pk]


DOORS = {
    #                                     visitor
    #                                     |   everybody else
    "home:programme": [Door(programme, get="200"), Door(lambda scene: ["onbekend"], get="404")],
    "home:programme-feed": Door(programme, get="200"),
    "learninggroups:follow-programme": Door(programme, get="302 405", post="302 303", guest="405 403"),
    "learninggroups:follow-theme": Door(theme, get="302 405", post="302 303", guest="405 403"),
    "home:ask": Door(
        lambda scene: [DevelopmentPageFactory().pk],
        get="302 200",
        post="302 303",
        guest="403",
        sends=lambda scene: {"text": "Wat betekent dit voor ons?", "naming": "named"},
    ),
    "home:enquiry": [
        Door(
            asked,
            get="404 200",
            post="404 303 403 303 303 403 303 303",
            guest="404",
            sends=lambda scene: {"what": "want"},
        ),
        Door(public, get="200", post="403 403 303 403", sends=lambda scene: {"what": "withdraw"}),
    ],
}
