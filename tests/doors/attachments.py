"""Who may upload a file, and who gets it; and who may read along from elsewhere."""

from collections.abc import Callable

from tests.cast import Scene
from tests.doors import Door
from tests.factories.attachments import AttachmentFactory


def attachment_on(post: str) -> Callable[[Scene], list]:
    return lambda scene: [AttachmentFactory(post=getattr(scene, post)).key]


def upload_for(thread: str) -> Callable[[Scene], dict]:
    return lambda scene: {"place": f"thread:{getattr(scene, thread).pk}"}


def feed_of(group: str) -> Callable[[Scene], list]:
    return lambda scene: [getattr(scene, group).slug]


DOORS = {
    #                                     visitor
    #                                     |   elsewhere
    #                                     |   |   participant
    #                                     |   |   |   facilitator
    #                                     |   |   |   |   contact, programme team, editor, administrator
    "learninggroups:feed": [Door(feed_of("open_group"), get="200"), Door(feed_of("closed_group"), get="404")],
    "learninggroups:upload": [
        Door(get="302 405", post="302 200", guest="405 403", sends=upload_for("open_thread")),
        Door(get="302 405", post="302 404 200 200 404", guest="405 200", sends=upload_for("closed_thread")),
    ],
    "learninggroups:attachment": [
        Door(attachment_on("open_post"), get="200"),
        Door(attachment_on("closed_post"), get="404 404 200 200 404", post="405", guest="200 405"),
        Door(lambda scene: [AttachmentFactory(uploader=scene.contact).key], get="404 404 404 404 200 404"),
    ],
}
