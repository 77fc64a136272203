"""Who may open what of the learning groups."""

from members.actions.invitations import token_hash
from tests.cast import Scene
from tests.doors import Door
from tests.factories.learninggroups import ExposureRequestFactory, OpennessChangeFactory

MEMBERS = "302 303"
READERS = "302 404 303 303 404"
SHOWN_TO_READERS = "302 404 200 200 404"
TEXT = "<p>Dit herken ik.</p>"


def open_thread(scene: Scene) -> list:
    return [scene.open_thread.pk]


def closed_thread(scene: Scene) -> list:
    return [scene.closed_thread.pk]


def open_post(scene: Scene) -> list:
    return [scene.open_post.pk]


def closed_post(scene: Scene) -> list:
    return [scene.closed_post.pk]


def open_group(scene: Scene) -> list:
    return [scene.open_group.slug]


def closed_group(scene: Scene) -> list:
    return [scene.closed_group.slug]


def membership(scene: Scene) -> list:
    """The participant's own place, which she may see and not decide about."""
    return [scene.closed_group.slug, scene.closed_group.memberships.get(member=scene.participant).pk]


def narrowed(scene: Scene) -> dict:
    return {"openness": "members", "reason": "We willen dat alleen leden meelezen."}


def widened(scene: Scene) -> dict:
    return {"openness": "open", "reason": "We willen dat anderen hiervan leren."}


def exposure(scene: Scene) -> list:
    """The link by which a participant says whether her posts may be read more widely."""
    change = OpennessChangeFactory(group=scene.open_group, before="closed", after="open")
    token = f"teken-{change.pk}"
    ExposureRequestFactory(change=change, member=scene.participant, token_hash=token_hash(token))
    return [token]


DOORS = {
    #                                     visitor
    #                                     |   elsewhere
    #                                     |   |   participant
    #                                     |   |   |   facilitator
    #                                     |   |   |   |   contact, programme team, editor, administrator
    "learninggroups:list": Door(get="200"),
    "learninggroups:group": [Door(open_group, get="200"), Door(closed_group, get="200")],
    "learninggroups:thread": [
        Door(open_thread, get="200"),
        Door(open_thread, get="404", query="?pagina=2"),
        Door(closed_thread, get=SHOWN_TO_READERS, post="405", guest="200 405"),
    ],
    "learninggroups:reply": [
        Door(open_thread, get="302 200", post="302 303", guest="403", sends=lambda scene: {"body": TEXT}),
        Door(
            open_thread, get="302 200", post="302 422", guest="403", sends=lambda scene: {"body": "<p></p>"}
        ),
        Door(
            closed_thread,
            get=SHOWN_TO_READERS,
            post=READERS,
            guest="200 303",
            sends=lambda scene: {"body": TEXT},
        ),
    ],
    "learninggroups:mark-read": [
        Door(open_thread, get="302 405", post=MEMBERS, sends=lambda scene: {"position": "1"}),
        Door(
            closed_thread, get="302 405", post=READERS, guest="405 303", sends=lambda scene: {"position": "1"}
        ),
    ],
    "learninggroups:close-thread": [
        Door(open_thread, get="302 405", post="302 403 403 303 403"),
        Door(closed_thread, get="302 405", post="302 404 403 303 404", guest="405 403"),
    ],
    "learninggroups:reopen-thread": [
        Door(open_thread, get="302 405", post="302 403 403 303 403"),
        Door(closed_thread, get="302 405", post="302 404 403 303 404", guest="405 403"),
    ],
    "learninggroups:edit-post": [
        Door(
            open_post,
            get="302 403 200 403",
            post="302 403 303 403",
            sends=lambda scene: {"body": TEXT},
        ),
        Door(
            closed_post,
            get="302 404 200 403 404",
            post="302 404 303 403 404",
            guest="403",
            sends=lambda scene: {"body": TEXT},
        ),
    ],
    "learninggroups:delete-post": [
        Door(open_post, get="302 403 200 403", post="302 403 303 403"),
        Door(closed_post, get="302 404 200 403 404", post="302 404 303 403 404", guest="403"),
    ],
    "learninggroups:describe": [
        Door(
            group,
            get="302 403 403 200 403",
            post="302 403 403 303 403",
            sends=lambda scene: {"purpose": "Samen leren."},
        )
        for group in (open_group, closed_group)
    ],
    "learninggroups:openness": [
        Door(open_group, get="302 200", post="302 403 403 303 403 303 403 403", sends=narrowed),
        Door(
            closed_group,
            get="302 404 200 200 404 200 404 404",
            post="302 404 403 303 404 303 404 404",
            sends=widened,
        ),
        Door(
            closed_group,
            get="302 404 200 200 404 200 404 404",
            post="302 404 403 422 404 422 404 404",
            sends=lambda scene: {"openness": "open", "reason": ""},
        ),
    ],
    "learninggroups:answer-exposure": [
        Door(exposure, get="200", post="303", sends=lambda scene: {"answer": "yes"}),
        Door(exposure, get="200", post="422", sends=lambda scene: {"answer": "misschien"}),
        Door(lambda scene: ["verzonnen"], get="410", post="410"),
    ],
    "learninggroups:mark-group-read": [
        Door(open_group, get="302 405", post=MEMBERS),
        Door(closed_group, get="302 405", post=READERS),
    ],
    "learninggroups:start-thread": [
        Door(
            open_group,
            get="302 200",
            post="302 303",
            guest="403",
            sends=lambda scene: {"title": "Een vraag", "body": TEXT},
        ),
        Door(
            closed_group,
            get=SHOWN_TO_READERS,
            post=READERS,
            sends=lambda scene: {"title": "Een vraag", "body": TEXT},
        ),
    ],
    "learninggroups:join": [
        Door(open_group, get=MEMBERS, post=MEMBERS, guest="303 403"),
        Door(
            closed_group,
            get="302 200 303 303 200",
            post="302 303",
            guest="303 403",
            sends=lambda scene: {"motivation": "Ik wil hiervan leren."},
        ),
    ],
    "learninggroups:welcome": Door(closed_group, get="302 403 200 200 403"),
    "learninggroups:leave": [
        Door(group, get=SHOWN_TO_READERS, post=READERS) for group in (open_group, closed_group)
    ],
    "learninggroups:requests": [
        Door(group, get="302 403 403 200 403") for group in (open_group, closed_group)
    ],
    "learninggroups:admit": Door(membership, get="302 405", post="302 404 403 303 404"),
    "learninggroups:decline": Door(
        membership,
        get="302 404 403 200 404",
        post="302 404 403 303 404",
        sends=lambda scene: {"word": "De groep is nu vol."},
    ),
    "learninggroups_office:add": Door(
        get="302 403 403 403 403 200 302 302",
        post="302 403 403 403 403 302",
        sends=lambda scene: {
            "name": "Leergroep Toegang",
            "purpose": "Samen leren.",
            "openness": "members",
            "facilitators": scene.facilitator.email,
        },
    ),
    "learninggroups_office:edit": Door(
        lambda scene: [scene.closed_group.pk],
        get="302 403 403 403 403 200 302 302",
        post="302 403 403 403 403 302",
        sends=lambda scene: {
            "name": "Leergroep Besloten",
            "purpose": "Samen leren.",
            "facilitators": scene.facilitator.email,
        },
    ),
}
