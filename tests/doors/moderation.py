"""Who may open what of posts that changed, were reported or hidden."""

from tests.cast import Scene
from tests.doors import Door
from tests.doors.learninggroups import closed_group, closed_post, open_group, open_post
from tests.factories.learninggroups import STARTED, PostFactory, ReportFactory


def other_post(scene: Scene) -> list:
    """A post that the facilitator wrote, in the closed group."""
    return [PostFactory(thread=scene.closed_thread, author=scene.facilitator, position=2).pk]


def deleted_post(scene: Scene) -> list:
    """A post that its writer took back."""
    post = PostFactory(thread=scene.closed_thread, author=scene.participant, body="", deleted_at=STARTED)
    return [post.pk]


def team_report(scene: Scene) -> list:
    """A report to the programme team of a post in the closed group."""
    return [ReportFactory(post=scene.closed_post, to_programme_team=True).pk]


def group_report(scene: Scene) -> list:
    return [ReportFactory(post=scene.closed_post).pk]


def reported_post(scene: Scene) -> list:
    return [ReportFactory(post=scene.closed_post, to_programme_team=True).post_id]


MODERATED = "302 404 403 200 404"
REASON = {"reason": "Je herkent hierin een gezin."}


DOORS = {
    #                                     visitor
    #                                     |   elsewhere
    #                                     |   |   participant
    #                                     |   |   |   facilitator
    #                                     |   |   |   |   contact
    #                                     |   |   |   |   |   programme team
    #                                     |   |   |   |   |   |   editor, administrator
    "learninggroups:post": [
        Door(open_post, get="302", post="405"),
        Door(closed_post, get="302 404 302 302 404", post="405", guest="302 405"),
    ],
    "learninggroups:earlier": [
        Door(open_post, get="200"),
        Door(closed_post, get="404 404 200 200 404", guest="200"),
    ],
    "learninggroups:restore-post": Door(
        deleted_post, get="302 404 200 403 404", post="302 404 303 403 404", guest="403"
    ),
    "learninggroups:report-post": [
        Door(
            open_post,
            get="302 200 403 200",
            post="302 303 403 303",
            sends=lambda scene: REASON | {"to": "facilitators"},
        ),
        Door(
            other_post,
            get="302 404 200 403 404",
            post="302 404 303 403 404",
            guest="200 303",
            sends=lambda scene: REASON | {"to": "facilitators"},
        ),
    ],
    "learninggroups:announce": [
        Door(closed_post, get=MODERATED, post="302 404 403 303 404", guest="403"),
        Door(deleted_post, get="302 404 403 403 404", post="302 404 403 403 404", guest="403"),
    ],
    "learninggroups:hide-post": [
        Door(
            closed_post,
            get=MODERATED,
            post="302 404 403 303 404",
            guest="403",
            sends=lambda scene: REASON,
        ),
        Door(
            reported_post,
            get="302 404 403 200 404 200 404",
            post="302 404 403 303 404 303 404",
            guest="403",
            sends=lambda scene: REASON,
        ),
    ],
    "learninggroups:show-post": [
        Door(closed_post, get=MODERATED, post="302 404 403 303 404", guest="403"),
        Door(
            reported_post,
            get="302 404 403 200 404 200 404",
            post="302 404 403 303 404 303 404",
            guest="403",
        ),
    ],
    "learninggroups:leave-out": [
        Door(
            closed_post,
            get=MODERATED,
            post="302 404 403 303 404",
            guest="403",
            sends=lambda scene: REASON | {"passage": "bericht"},
        ),
        Door(
            reported_post,
            get="302 404 403 200 404 200 404",
            post="302 404 403 303 404 303 404",
            guest="403",
            sends=lambda scene: REASON | {"passage": "bericht"},
        ),
    ],
    "learninggroups:reports": [
        Door(group, get="302 403 403 200 403") for group in (open_group, closed_group)
    ],
    "learninggroups:acts": [
        Door(group, get="302 403 403 200 403 200 403") for group in (open_group, closed_group)
    ],
    "learninggroups:team-reports": Door(get="302 403 403 403 403 200 403"),
    "learninggroups:dismiss-report": [
        Door(
            group_report,
            get="302 404 404 200 404",
            post="302 404 404 303 404",
            sends=lambda scene: {"word": "Dank je wel voor je oplettendheid."},
        ),
        Door(
            team_report,
            get="302 404 404 404 404 200 404",
            post="302 404 404 404 404 303 404",
            sends=lambda scene: {"word": "Dank je wel voor je oplettendheid."},
        ),
    ],
}
