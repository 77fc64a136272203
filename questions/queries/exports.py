"""The files that were made of a question: how far each is, who has it, and whether it may still be used."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from questions.models import Answer, Export, Question, Synthesis
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
    """Return the newest files of a question, in two queries."""
    exports = Export.objects.visible_to(roles).filter(question=question)
    return _rows(list(exports.select_related("requested_by", "version").order_by("-pk")[:SHOWN]), roles)


def export_row(export: Export, roles: Roles) -> ExportRow:
    """Return one file."""
    return _rows([export], roles)[0]


def answer_versions(question: Question) -> dict[str, int]:
    """Return which version of which answers a file made now may hold."""
    return _versions(Answer.objects.submitted().filter(question=question))


def _rows(exports: list[Export], roles: Roles) -> list[ExportRow]:
    held = {pk for export in exports for pk in export.holds}
    current = _versions(Answer.objects.submitted().filter(pk__in=held)) if held else {}
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


def _versions(answers: QuerySet[Answer]) -> dict[str, int]:
    return {str(pk): version for pk, version in answers.values_list("pk", "version")}


def _is_outdated(export: Export, current: dict[str, int]) -> bool:
    if export.version and export.version.outdated_at:
        return True
    return any(current.get(pk) != version for pk, version in export.holds.items())


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
