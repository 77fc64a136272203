"""Who gets in where a synthesis is returned, published and cited, and where consent is changed."""

from django.db import transaction

from questions.actions.publishing import keep_version
from questions.models import ConsentFlag, Synthesis
from tests.cast import Scene
from tests.doors import Door
from tests.doors.questions_office import NO_GET, REFUSED_FIELDS, TEAM, TEAM_POSTS
from tests.doors.questions_synthesis import synthesis
from tests.factories.questions import DEADLINE, RecipientFactory


def _in(state: str, scene: Scene) -> Synthesis:
    """Return a synthesis in this state that rests on what the organisation handed in."""
    made = synthesis(scene)
    RecipientFactory(question=made.question, organization=scene.organization)
    made.question.state = state
    # Long ahead of any clock that a test may run by.
    made.question.return_until = DEADLINE.replace(year=2100)
    made.question.save()
    return made


def _answer(state: str):
    def args(scene: Scene) -> list[int]:
        made = _in(state, scene)
        return [made.question_id, made.question.answers.get(organization=scene.organization).pk]

    return args


def _said(scene: Scene) -> dict:
    """Return what the form of consent sends, for the part that was made last."""
    made = Synthesis.objects.latest("pk")
    part = made.question.answers.get(organization=scene.organization).parts.get()
    return {"readers": "team", f"naming-{part.pk}": "untraceable"}


def shared(scene: Scene) -> list[int]:
    made = _in("shared", scene)
    with transaction.atomic():
        keep_version(made.question, "returned", actor=None, now=DEADLINE)
        keep_version(made.question, "shared", actor=None, now=DEADLINE)
    return [made.question_id]


def returned(scene: Scene) -> list[int]:
    made = _in("returned", scene)
    with transaction.atomic():
        keep_version(made.question, "returned", actor=None, now=DEADLINE)
    return [made.question_id]


def flagged(scene: Scene) -> list[int]:
    made = _in("shared", scene)
    part = made.question.answers.get(organization=scene.organization).parts.get()
    flag = ConsentFlag.objects.create(
        synthesis=made, part=part, change="citeren mag niet meer", raised_at=DEADLINE
    )
    return [made.question_id, flag.pk]


DOORS = {
    #                                        visitor
    #                                        |   elsewhere
    #                                        |   |   participant
    #                                        |   |   |   facilitator
    #                                        |   |   |   |   contact
    #                                        |   |   |   |   |   programme team
    #                                        |   |   |   |   |   |   editor
    #                                        |   |   |   |   |   |   |   administrator
    "questions:versions": [
        Door(shared, get="200"),
        Door(returned, get="404 404 200 200 200 200 404 404"),
    ],
    "questions:version": [
        Door(lambda scene: [*shared(scene), 2], get="200"),
        Door(lambda scene: [*returned(scene), 1], get="404 404 200 200 200 200 404 404"),
    ],
    "questions:verdicts": [
        Door(
            _answer("returned"),
            get="302 404 403 403 200 404 404 404",
            post="302 404 403 403 303 404 404 404",
        ),
        Door(_answer("shared"), get="302 404", post="302 404"),
    ],
    "questions:consent": Door(
        _answer("shared"),
        get="302 404 403 403 200 404 404 404",
        post="302 404 403 403 303 404 404 404",
        sends=_said,
    ),
    "questions_office:versions": [
        Door(shared, get=TEAM, post=REFUSED_FIELDS),
        Door(returned, get=TEAM, post=REFUSED_FIELDS),
        Door(lambda scene: flagged(scene)[:1], get=TEAM, post=REFUSED_FIELDS),
    ],
    "questions_office:return": Door(shared, get=NO_GET, post=TEAM_POSTS),
    "questions_office:resume": Door(returned, get=NO_GET, post=TEAM_POSTS),
    "questions_office:settle-flag": Door(flagged, get=NO_GET, post=TEAM_POSTS),
    "questions_office:widen": Door(shared, get=TEAM, post=REFUSED_FIELDS),
}
