"""Who may open what of the order in which threads stand."""

from tests.cast import Scene
from tests.doors import Door
from tests.doors.learninggroups import closed_thread, open_thread
from tests.factories.learninggroups import PostFactory, ThreadFactory

REASON = {"reason": "Dit hoort bij elkaar."}
ASKED = "302 403 403 200 403"
OF_CLOSED = "302 404 403 200 404"


def other_thread(scene: Scene):
    return ThreadFactory(group=scene.closed_group, post_count=1)


def with_another(scene: Scene) -> list:
    """A thread beside another one, and the address that names both."""
    return [scene.closed_thread.pk]


DOORS = {
    #                                     visitor
    #                                     |   elsewhere
    #                                     |   |   participant
    #                                     |   |   |   facilitator
    #                                     |   |   |   |   contact, programme team, editor, administrator
    "learninggroups:pin-thread": [
        Door(open_thread, get="302 405", post="302 403 403 303 403"),
        Door(closed_thread, get="302 405", post="302 404 403 303 404", guest="405 403"),
    ],
    "learninggroups:unpin-thread": [
        Door(open_thread, get="302 405", post="302 403 403 303 403"),
        Door(closed_thread, get="302 405", post="302 404 403 303 404", guest="405 403"),
    ],
    "learninggroups:move-thread": [
        Door(open_thread, get=ASKED, post=ASKED),
        Door(closed_thread, get=OF_CLOSED, guest="403", post=OF_CLOSED),
        Door(
            open_thread,
            get=ASKED,
            post="302 403 403 303 403",
            query="?naar=leergroep-closed",
            sends=lambda scene: REASON,
        ),
        Door(
            closed_thread,
            get=OF_CLOSED,
            guest="403",
            post="302 404 403 422 404",
            query="?naar=leergroep-open",
            sends=lambda scene: REASON,
        ),
    ],
    "learninggroups:split-thread": [
        Door(open_thread, get=ASKED, post="302 403 403 422 403", sends=lambda scene: REASON),
        Door(
            closed_thread,
            get=OF_CLOSED,
            guest="403",
            post="302 404 403 303 404",
            sends=lambda scene: (
                REASON
                | {
                    "posts": [PostFactory(thread=scene.closed_thread, position=2).pk],
                    "title": "Iets anders",
                }
            ),
        ),
        Door(open_thread, get="302 403 403 404 403", post="302 403 403 404 403", query="?na=ver"),
    ],
    "learninggroups:merge-threads": [
        Door(open_thread, get=ASKED, post=ASKED),
        Door(with_another, get=OF_CLOSED, guest="403", post=OF_CLOSED, sends=lambda scene: REASON),
    ],
}
