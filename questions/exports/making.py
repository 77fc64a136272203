"""Making the file that somebody asked for."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.text import slugify

from questions.exports.document import synthesis_document
from questions.exports.progress import Progress
from questions.exports.workbook import answers_workbook
from questions.models import Export, Question
from questions.queries.exports import answer_versions
from questions.queries.synthesis import synthesis_of


@dataclass(frozen=True)
class Made:
    """A file, and which version of which answers may be in it."""

    content: bytes
    name: str
    holds: dict[str, int]


def make(export: Export, progress: Progress) -> Made:
    """Return the file that this row asks for."""
    # PRIVACY: read before the answers themselves, so that what changes meanwhile makes the file outdated.
    holds = answer_versions(export.question)
    content = MAKERS[export.kind](export.question, progress)
    return Made(content=content, name=_name(export), holds=holds)


def _document(question: Question, progress: Progress) -> bytes:
    return synthesis_document(question, synthesis_of(question))


MAKERS = {Export.Kind.ANSWERS: answers_workbook, Export.Kind.DOCUMENT: _document}
NAMES = {Export.Kind.ANSWERS: "antwoorden", Export.Kind.DOCUMENT: "synthese"}


def _name(export: Export) -> str:
    day = timezone.localtime(export.started_at)
    return f"{NAMES[export.kind]}-{slugify(export.question.title)[:60]}-{day:%Y-%m-%d}.{export.extension}"
