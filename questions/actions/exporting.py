"""Files that the worker makes: asked for, made by one worker at a time, taken along, thrown away."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction

from files.storage import private_storage
from members.models import Member
from questions.models import Export, Question, Synthesis, SynthesisVersion
from questions.models.outcomes import EXPORT_KEPT, export_path
from questions.permissions import Roles, may_run_questions, may_take_export, require

# Longer than a worker may work on one task, so that a file is never made by two at once.
LEASE = timedelta(minutes=16)
# What stopped its worker every time is not tried for ever.
GIVEN_UP_AFTER = timedelta(hours=1)


class NothingToExport(Exception):
    """There is no synthesis yet, or the question was never asked."""


class FileGone(Exception):
    """The file is not made yet, failed, or was thrown away."""


@transaction.atomic(durable=True)
def request_export(
    *,
    question: Question,
    kind: Export.Kind,
    actor: Member,
    now: datetime,
) -> Export:
    """
    Ask for a file; what the same person waits for already is not asked for twice.

    :raises NothingToExport: when there is nothing that it could hold.
    """
    require(may_run_questions(Roles.of(actor)))
    wanted = {"question": question, "kind": kind, "version": None, "requested_by": actor}
    if question.opened_at is None:
        raise NothingToExport
    if kind != Export.Kind.ANSWERS:
        wanted["version"] = _version_of(question)
    waiting = Export.objects.unfinished().filter(**wanted).first()
    return waiting or Export.objects.create(**wanted, requested_at=now)


@transaction.atomic(durable=True)
def claim_export(*, now: datetime) -> Export | None:
    """Return a file that is to be made, for this caller alone; None when nothing waits."""
    for export in Export.objects.unfinished().select_related("question", "version").order_by("pk"):
        if not _is_due(export, now):
            continue
        # RACE: the update is the claim; of two workers one finds the row.
        if _held(export).update(started_at=now, progress=0):
            export.started_at = now
            return export
    return None


def note_progress(*, export: Export, progress: int) -> None:
    """Say how far its maker is, for who waits."""
    _held(export).update(progress=progress)


def finish_export(
    *, export: Export, content: bytes, name: str, holds: Mapping[str, str], now: datetime
) -> bool:
    """Keep what was made; say False when somebody else makes it by now."""
    storage = private_storage()
    path = export_path(export, name)
    # A maker that was killed may have left its file here.
    storage.delete(path)
    kept = storage.save(path, ContentFile(content))
    finished = _held(export).update(file=kept, name=name, holds=holds, progress=100, finished_at=now)
    if not finished:
        storage.delete(kept)
    return bool(finished)


def fail_export(*, export: Export, now: datetime) -> None:
    """Write down that this file cannot be made."""
    _held(export).update(failed_at=now)


@transaction.atomic(durable=True)
def take_export(*, export: Export, actor: Member, now: datetime) -> None:
    """
    Write down that its asker took the file along.

    :raises FileGone: when there is no file to take.
    """
    require(may_take_export(Roles.of(actor), export))
    if not export.file:
        raise FileGone
    Export.objects.filter(pk=export.pk, taken_at=None).update(taken_at=now)


def throw_away_exports(*, now: datetime) -> int:
    """Delete files of a week old, and give up on what was never finished; say how many files went."""
    lost = Export.objects.unfinished().filter(started_at__lte=now - LEASE)
    lost.filter(requested_at__lte=now - GIVEN_UP_AFTER).update(failed_at=now)
    storage = private_storage()
    old = Export.objects.exclude(file="").filter(finished_at__lte=now - EXPORT_KEPT)
    for export in old:
        # The file goes first: after a crash in between, the row still leads to what is left.
        storage.delete(export.file.name)
        Export.objects.filter(pk=export.pk).update(file="")
    return len(old)


def _version_of(question: Question) -> SynthesisVersion | None:
    """Return the version that the synthesis is as it stands, or None when it was changed since the last."""
    synthesis = Synthesis.objects.filter(question=question).first()
    if synthesis is None:
        raise NothingToExport
    unchanged = synthesis.versions.filter(outdated_at=None, made_at__gte=synthesis.changed_at)
    return unchanged.order_by("number").last()


def _is_due(export: Export, now: datetime) -> bool:
    if export.started_at is None:
        return True
    return export.started_at <= now - LEASE and export.requested_at > now - GIVEN_UP_AFTER


def _held(export: Export):
    """Return the row, as long as whoever read it like this is its maker."""
    return Export.objects.unfinished().filter(pk=export.pk, started_at=export.started_at)
