"""Making the file that somebody asked for."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.text import Truncator, slugify

from questions.exports.booklet import synthesis_booklet
from questions.exports.document import synthesis_document
from questions.exports.edition import edition_of
from questions.exports.pack import table_pack
from questions.exports.progress import Progress
from questions.exports.workbook import answers_workbook
from questions.models import Export
from questions.queries.exports import answer_marks

Kind = Export.Kind
NAMES = {
    Kind.ANSWERS: "antwoorden",
    Kind.DOCUMENT: "synthese",
    Kind.PDF: "synthese",
    Kind.PACK: "pakket",
}


@dataclass(frozen=True)
class Made:
    """A file, and the marks of the answers that may be in it."""

    content: bytes
    name: str
    holds: dict[str, str]


def make(export: Export, progress: Progress) -> Made:
    """
    Return the file that this row asks for.

    :raises LookupError: when it asks for a synthesis that was never begun.
    """
    # PRIVACY: read before the answers themselves, so that what changes meanwhile makes the file outdated.
    holds = answer_marks(export.question)
    return Made(content=_content(export, progress), name=_name(export), holds=holds)


def _content(export: Export, progress: Progress) -> bytes:
    question = export.question
    if export.kind == Kind.ANSWERS:
        return answers_workbook(question, progress)
    edition = edition_of(question, export.version)
    progress(50)
    match export.kind:
        case Kind.DOCUMENT:
            return synthesis_document(edition)
        case Kind.PDF:
            return synthesis_booklet(edition)
        case _:
            return table_pack(question, edition, f"{settings.SITE_URL}{question.get_absolute_url()}")


def _name(export: Export) -> str:
    title = slugify(Truncator(export.question.title).words(8, truncate=""))[:60]
    day = timezone.localtime(export.started_at)
    return f"{NAMES[export.kind]}-{title}-{day:%Y-%m-%d}.{export.extension}"
