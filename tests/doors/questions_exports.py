"""Who asks for files of a national question, sees how far they are, and takes them along."""

from datetime import UTC, datetime

from tests.cast import Scene
from tests.doors import Door
from tests.doors.questions_office import NO_GET, ON_TO_ANOTHER_PAGE, TEAM, TEAM_POSTS
from tests.factories.questions import ExportFactory


def asked(scene: Scene) -> list:
    return [scene.open_question.pk]


def _waiting(scene: Scene) -> list:
    """Return a file that the programme team waits for."""
    export = ExportFactory(question=scene.open_question, requested_by=scene.programme_team)
    return [scene.open_question.pk, export.key]


def _of_a_colleague(scene: Scene) -> list:
    """Return a file that was made for somebody else."""
    export = ExportFactory(question=scene.open_question, finished_at=datetime.now(UTC))
    return [scene.open_question.pk, export.key]


DOORS = {
    "questions_office:exports": Door(
        asked, get=TEAM, post=TEAM_POSTS, sends=lambda scene: {"kind": "answers"}
    ),
    "questions_office:export": Door(_waiting, get=TEAM, post=NO_GET),
    "questions_office:take-export": [
        Door(_waiting, get=ON_TO_ANOTHER_PAGE, post=NO_GET),
        Door(_of_a_colleague, get="302 403", post=NO_GET),
    ],
}
