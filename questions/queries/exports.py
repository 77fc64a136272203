"""The files that were made of a question: how far each is, who has it, and whether it may still be used."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from questions.models import Answer, AnswerPart, Export, Question, Synthesis
from questions.permissions import Roles, may_take_export
from questions.queries.synthesis import counted

SHOWN = 50


@dataclass(frozen=True)
class ExportRow:
    """
    One file, and for whom it was made.

    ``is_outdated`` says that something in it was changed or withdrawn since: whoever has it
    should not go on using it, and nobody takes it any more.
    """

    key: UUID
    label: str
    asked_by: str
    requested_at: datetime
    progress: int
    has_failed: bool
    is_finished: bool
    is_kept: bool
    is_outdated: bool
    is_mine: bool
    taken_at: datetime | None

    @property
    def is_busy(self) -> bool:
        """It is being made, or waits for a worker."""
        return not (self.is_finished or self.has_failed)

    @property
    def can_be_taken(self) -> bool:
        """There is a file, it is hers, and it may still be used."""
        return self.is_kept and self.is_mine and not self.is_outdated


def exports_of(question: Question, roles: Roles) -> list[ExportRow]:
    """Return the newest files of a question, in three queries."""
    exports = Export.objects.visible_to(roles).filter(question=question)
    return _rows(list(exports.select_related("requested_by", "version").order_by("-pk")[:SHOWN]), roles)


def export_row(export: Export, roles: Roles) -> ExportRow:
    """Return one file."""
    return _rows([export], roles)[0]


def answer_marks(question: Question) -> dict[str, str]:
    """Return of each answer that a file made now may hold what it says and allows, as one mark."""
    return _marks(Answer.objects.submitted().filter(question=question))


def _rows(exports: list[Export], roles: Roles) -> list[ExportRow]:
    held = {pk for export in exports for pk in export.holds}
    current = _marks(Answer.objects.submitted().filter(pk__in=held)) if held else {}
    return [
        ExportRow(
            key=export.key,
            label=export.get_kind_display(),
            asked_by=export.requested_by.name if export.requested_by else "",
            requested_at=export.requested_at,
            progress=export.progress,
            has_failed=export.failed_at is not None,
            is_finished=export.finished_at is not None,
            is_kept=bool(export.file),
            is_outdated=_is_outdated(export, current),
            is_mine=may_take_export(roles, export),
            taken_at=export.taken_at,
        )
        for export in exports
    ]


def _marks(answers: QuerySet[Answer]) -> dict[str, str]:
    """Return a mark per answer, that is another one once its text, its readers or a consent changed."""
    consents = defaultdict(list)
    parts = AnswerPart.objects.filter(answer__in=answers).order_by("answer", "pk")
    for answer_id, *consent in parts.values_list("answer", "pk", "naming", "may_be_quoted"):
        consents[answer_id].append(consent)
    return {
        str(pk): blake2s(repr((version, readers, consents[pk])).encode(), digest_size=8).hexdigest()
        for pk, version, readers in answers.values_list("pk", "version", "readers")
    }


def _is_outdated(export: Export, current: dict[str, str]) -> bool:
    if export.version and export.version.outdated_at:
        return True
    return any(current.get(pk) != mark for pk, mark in export.holds.items())


def has_synthesis(question: Question) -> bool:
    """Say whether there is a synthesis to take along."""
    return Synthesis.objects.filter(question=question).exists()


def answered(question: Question) -> str:
    """Say who answered, organisations and members apart."""
    counts = question.answers.submitted().aggregate(
        organizations=Count("pk", filter=Q(member=None)), members=Count("pk", filter=Q(organization=None))
    )
    organizations, members = counts["organizations"], counts["members"]
    if not organizations + members:
        return "Er kwamen geen antwoorden."
    verb = "gaf" if organizations + members == 1 else "gaven"
    return f"{counted(organizations, members).capitalize()} {verb} antwoord."
