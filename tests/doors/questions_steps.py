"""Who gets in where a question is offered, prepared, withdrawn or asked anew."""

from uuid import UUID

from django.core.files.base import ContentFile

from members.actions.invitations import token_hash
from questions.models import Question
from tests.cast import Scene
from tests.doors import Door
from tests.doors.questions_office import NO_GET, REFUSED_FIELDS, TEAM, TEAM_POSTS, asked, draft
from tests.factories.questions import OPENED, OfferFactory, QuestionFileFactory, question_in

KEY = "a-key-from-a-letter"
NOTHING = UUID(int=0)


def offered(scene: Scene) -> list:
    """Return a question that a national party offered."""
    return [OfferFactory(question__state=Question.State.SUBMITTED).question.pk]


def by_key(scene: Scene) -> list:
    """Return the key of an offer of which the text is being prepared."""
    OfferFactory(question__state=Question.State.DRAFT, key_hash=token_hash(KEY), offered_at=OPENED)
    return [KEY]


def file_of(question: Question) -> list:
    """Return the key of a document that goes with a question."""
    return [QuestionFileFactory(question=question, file=ContentFile(b"%PDF-1.7", name="a.pdf")).key]


DOORS = {
    #                                        visitor
    #                                        |   elsewhere
    #                                        |   |   participant
    #                                        |   |   |   facilitator
    #                                        |   |   |   |   contact
    #                                        |   |   |   |   |   programme team
    #                                        |   |   |   |   |   |   editor
    #                                        |   |   |   |   |   |   |   administrator
    "questions:question": [
        Door(lambda scene: [scene.open_question.pk], get="200"),
        Door(lambda scene: [question_in("open", is_public=False).pk], get="200"),
        Door(lambda scene: [scene.draft_question.pk], get="404 404 404 404 404 200 404 404"),
        Door(lambda scene: [question_in("withdrawn").pk], get="200"),
        Door(
            lambda scene: [question_in("withdrawn", opened_at=None).pk],
            get="404 404 404 404 404 200 404 404",
        ),
    ],
    "questions:offer": Door(
        get="200",
        post="303",
        sends=lambda scene: {
            "organization": "VNG",
            "wording": "Wat merken jullie?",
            "name": "Vera Vrager",
            "phone": "0612345678",
            "website": "filled in by a machine",
        },
    ),
    "questions:offered": Door(get="200"),
    "questions:offer_status": [
        Door(by_key, get="200", post="303"),
        Door(lambda scene: ["another-key"], get="410", post="410"),
    ],
    "questions:file": [
        Door(lambda scene: file_of(scene.open_question), get="200"),
        Door(lambda scene: file_of(scene.draft_question), get="404 404 404 404 404 200 404 404"),
    ],
    "questions_office:offered": [
        Door(offered, get=TEAM, post=NO_GET),
        Door(draft, get="302 403 403 403 403 404 403 403", post=NO_GET),
    ],
    "questions_office:accept": Door(offered, get=NO_GET, post=TEAM_POSTS),
    "questions_office:send-text": Door(offered, get=NO_GET, post=TEAM_POSTS),
    "questions_office:files": Door(draft, get=TEAM, post=REFUSED_FIELDS),
    "questions_office:remove-file": Door(
        lambda scene: [scene.draft_question.pk, NOTHING], get=NO_GET, post=TEAM_POSTS
    ),
    "questions_office:withdraw": Door(asked, get=TEAM, post=REFUSED_FIELDS),
    "questions_office:merge": Door(draft, get=TEAM, post=REFUSED_FIELDS),
    "questions_office:second-round": Door(asked, get=TEAM, post=TEAM_POSTS),
}
