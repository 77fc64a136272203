"""Who gets in at the desk of a synthesis: the programme team."""

from questions.models import Synthesis
from tests.cast import Scene
from tests.doors import Door
from tests.doors.questions_office import NO_GET, ON_TO_ANOTHER_PAGE, REFUSED_FIELDS, TEAM, TEAM_POSTS, asked
from tests.factories.questions import (
    OPENED,
    AnswerFactory,
    AnswerPartFactory,
    LabelFactory,
    PassageFactory,
    PassageSourceFactory,
    SubQuestionFactory,
    SynthesisFactory,
    quote_of,
)


def synthesis(scene: Scene) -> Synthesis:
    """Return a synthesis with a passage of each kind, from an answer that carries a label."""
    made = SynthesisFactory()
    label = LabelFactory(question=made.question, section="signals")
    part = AnswerPartFactory(
        answer=AnswerFactory(question=made.question, organization=scene.organization, submitted_at=OPENED),
        sub_question=SubQuestionFactory(question=made.question),
        text="Wij bellen eerst. En dan pas schrijven.",
        may_be_quoted=True,
    )
    part.labellings.create(label=label)
    other = AnswerFactory(question=made.question, member=scene.participant, submitted_at=OPENED)
    AnswerPartFactory(answer=other, sub_question=part.sub_question, text="Tijd ontbreekt.")
    PassageFactory(synthesis=made)
    PassageSourceFactory(passage__synthesis=made, part=part, excerpt="Wij bellen eerst.")
    quote_of(part, synthesis=made, section="signals", text="Wij bellen eerst.")
    return made


def desk(scene):
    return [synthesis(scene).question_id]


def own_words(scene):
    made = synthesis(scene)
    return [made.question_id, made.passages.get(kind="own").pk]


def paraphrase(scene):
    made = synthesis(scene)
    return [made.question_id, made.passages.get(kind="paraphrase").pk]


def unused_answer(scene):
    made = synthesis(scene)
    return [made.question_id, made.question.answers.get(member=scene.participant).pk]


def part(scene):
    made = synthesis(scene)
    return [made.question_id, made.question.answers.get(organization=scene.organization).parts.get().pk]


def label(scene):
    made = synthesis(scene)
    return [made.question_id, made.question.labels.get().pk]


DOORS = {
    "questions_office:synthesis": [
        Door(desk, get=TEAM, post=NO_GET),
        Door(asked, get=ON_TO_ANOTHER_PAGE, post=NO_GET),
    ],
    "questions_office:compose-passage": [
        Door(desk, get=TEAM, post=REFUSED_FIELDS),
        Door(asked, get=ON_TO_ANOTHER_PAGE, post=TEAM_POSTS),
    ],
    "questions_office:passage-order": Door(
        desk,
        get=NO_GET,
        post=TEAM_POSTS,
        sends=lambda scene: {"up": Synthesis.objects.latest("pk").passages.first().pk},
    ),
    "questions_office:passage": [
        Door(own_words, get=TEAM, post=REFUSED_FIELDS),
        Door(paraphrase, get=TEAM, post=REFUSED_FIELDS),
    ],
    "questions_office:read-answers": Door(desk, get=NO_GET, post=TEAM_POSTS),
    "questions_office:leave-out-together": Door(desk, get=TEAM, post=REFUSED_FIELDS),
    "questions_office:leave-out": Door(unused_answer, get=TEAM, post=REFUSED_FIELDS),
    "questions_office:sort-part": Door(part, get=TEAM, post=TEAM_POSTS),
    "questions_office:labels": Door(desk, get=TEAM, post=REFUSED_FIELDS),
    "questions_office:label": Door(label, get=TEAM, post=REFUSED_FIELDS),
}
