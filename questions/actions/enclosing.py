"""Documents that go with a question while it is prepared."""

from datetime import datetime
from functools import partial
from uuid import UUID

from django.core.files import File
from django.db import transaction

from files.vetting import Vetted
from members.models import Member
from questions.actions.asking import edit_question
from questions.models import Question, QuestionFile
from questions.permissions import Roles, may_run_questions, require

MOST_FILES = 5


class TooManyFiles(Exception):
    """Whoever is asked has to read it all."""


@transaction.atomic(durable=True)
def add_file(*, question: Question, vetted: Vetted, actor: Member, now: datetime) -> QuestionFile:
    """
    Keep a document with a question; one that was found ready is a draft again.

    :raises TooManyFiles: when as many go with it already as people may be asked to read.
    :raises WrongState: when the question was opened.
    """
    require(may_run_questions(Roles.of(actor)))
    edit_question(question, actor, {}, now=now)
    if question.files.count() >= MOST_FILES:
        raise TooManyFiles
    kept = QuestionFile(
        question=question,
        name=vetted.name,
        content_type=vetted.content_type,
        size=vetted.size,
        added_at=now,
    )
    kept.file.save(vetted.name, File(vetted.content), save=False)
    kept.save()
    return kept


@transaction.atomic(durable=True)
def remove_file(*, question: Question, key: UUID, actor: Member, now: datetime) -> None:
    """
    Take a document away from a question; one that was found ready is a draft again.

    :raises WrongState: when the question was opened.
    """
    require(may_run_questions(Roles.of(actor)))
    edit_question(question, actor, {}, now=now)
    for kept in question.files.filter(key=key):
        kept.delete()
        transaction.on_commit(partial(kept.file.storage.delete, kept.file.name))
