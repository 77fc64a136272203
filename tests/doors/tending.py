"""Who may look after a group."""

from tests.cast import Scene
from tests.doors import Door


def closed_group(scene: Scene) -> list:
    return [scene.closed_group.slug]


DOORS = {
    #                                     visitor
    #                                     |   elsewhere
    #                                     |   |   participant
    #                                     |   |   |   facilitator
    #                                     |   |   |   |   contact
    #                                     |   |   |   |   |   programme team
    #                                     |   |   |   |   |   |   editor, administrator
    "learninggroups:tending": Door(closed_group, get="302 403 403 200 403 200 403"),
    "learninggroups:facilitators": Door(
        closed_group,
        get="302 403 403 200 403",
        post="302 403 403 303 403",
        sends=lambda scene: {"member": scene.participant.pk, "step": "hand-over"},
    ),
    "learninggroups:offer-help": Door(
        closed_group,
        get="302 403 403 403 403 200 403",
        post="302 403 403 403 403 303 403",
        sends=lambda scene: {"word": "Zal ik een keer aansluiten?"},
    ),
    "learninggroups:step-back": Door(closed_group, get="302 405", post="302 403 403 303 403"),
}
