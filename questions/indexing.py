"""What search is told of national questions; called inside the actions that show more of them."""

from questions.models import Passage, Question, SynthesisVersion
from questions.permissions import was_asked
from search import index


def index_question(pk: int) -> None:
    """Let a question be found by what it says now, and what was made of the answers."""
    index.put_subjects(QUESTIONS, [pk])


def text_of(question: Question) -> str:
    """Return what everyone who may see a question can read of it; answers are not among it."""
    asked = [question.wording, question.context, question.importance, question.use]
    parts = [part.text for part in question.sub_questions.all()]
    # PRIVACY: quotes are not among it, because a writer may come back on her consent at any time.
    shared = [
        passage["text"]
        for version in _published(question)
        for section in version.sections
        for passage in section["passages"]
        if passage["kind"] != Passage.Kind.QUOTE
    ]
    told = [f"{outcome.text} {outcome.follow_up}" for outcome in question.outcomes.all()]
    return " ".join([*asked, *parts, *shared, *told, question.asker])


def _published(question: Question) -> list[SynthesisVersion]:
    """Return the version that stands on the page of a question, if any."""
    synthesis = getattr(question, "synthesis", None)
    versions = synthesis.versions.all() if synthesis else []
    return [version for version in versions if version.is_shared and version.outdated_at is None]


def question_record(question: Question) -> index.Record | None:
    """Return what is to be found of a question, or None while it was never asked."""
    if not was_asked(question):
        return None
    return index.Record.of(
        question,
        openness=index.OPEN if question.is_public else index.MEMBERS,
        themes=tuple(theme.pk for theme in question.themes.all()),
        title=question.title,
        text=text_of(question),
        at=question.opened_at,
    )


QUESTIONS = index.Source(
    model=Question,
    subjects=lambda: (
        Question.objects.asked()
        .select_related("synthesis")
        .prefetch_related("sub_questions", "outcomes", "themes", "synthesis__versions")
    ),
    at="opened_at",
    record=question_record,
)
SOURCES = (QUESTIONS,)
