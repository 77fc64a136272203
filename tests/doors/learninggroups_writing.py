"""Who may open what of writing in learning groups."""

from tests.doors import Door
from tests.doors.learninggroups import READERS, closed_post, open_post
from tests.factories.learninggroups import DraftFactory

SENTENCE = {"context": "Bij ons duurt het ook weken."}

DOORS = {
    #                                     visitor
    #                                     |   elsewhere
    #                                     |   |   participant
    #                                     |   |   |   facilitator
    #                                     |   |   |   |   contact, programme team, editor, administrator
    "learninggroups:recognise": [
        Door(
            open_post,
            get="302 200 403 200",
            post="302 303 403 303",
            guest="403",
            sends=lambda scene: SENTENCE,
        ),
        Door(
            closed_post,
            get="302 404 403 200 404",
            post="302 404 403 303 404",
            guest="200 303",
            sends=lambda scene: SENTENCE,
        ),
    ],
    "learninggroups:take-back-recognition": [
        Door(open_post, get="302 405", post="302 303"),
        Door(closed_post, get="302 405", post=READERS, guest="405 303"),
    ],
    "learninggroups:keep-draft": [
        Door(
            get="302 405",
            post="302 303",
            guest="405 403",
            sends=lambda scene: {"place": f"thread:{scene.open_thread.pk}"},
        ),
        Door(
            get="302 405",
            post="302 404 303 303 404",
            guest="405 303",
            sends=lambda scene: {"place": f"thread:{scene.closed_thread.pk}", "body": "<p>Ik denk</p>"},
        ),
        Door(get="302 405", post="302 404", sends=lambda scene: {"place": "elders"}),
    ],
    "learninggroups:drafts": Door(get="302 200"),
    "learninggroups:discard-draft": Door(
        lambda scene: [DraftFactory(member=scene.participant, place=f"thread:{scene.open_thread.pk}").pk],
        get="302 405",
        post="302 404 303 404",
    ),
    "learninggroups:names": [
        Door(get="302 404"),
        Door(get="302 404", query="?place=elders"),
    ],
}
