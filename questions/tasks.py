"""What Celery wakes: time passing over the questions, and files that people wait for."""

import structlog
from celery import shared_task
from django.utils import timezone

from mailing import bell
from questions.actions import advancing, exporting, offering, planning, reminding
from questions.models import Export
from ui import page_cache

# Shorter than the time between two ticks, so that one worker at a time is at it.
PASS_SECONDS = 25
log = structlog.get_logger(__name__)


@shared_task(name="questions.advance")
def advance() -> None:
    """Take the steps that time takes; safe to run twice or never, because each claims its row."""
    now = timezone.now()
    moved = [
        advancing.open_due_questions(now=now),
        advancing.close_due_questions(now=now),
        advancing.await_outcomes(now=now),
    ]
    if any(moved):
        page_cache.forget_pages()
    advancing.remind_of_outcomes(now=now)
    offering.forget_offers(now=now)


@shared_task(name="questions.plan")
def plan() -> None:
    """Write down who is asked and their letters; safe to run twice or never: rows say how far it is."""
    planning.plan_due(clock=timezone.now, seconds=PASS_SECONDS)
    if planning.is_waiting():
        bell.ring(plan)


@shared_task(name="questions.remind")
def remind() -> None:
    """Remind who has not reacted; safe to run twice or never, because who was reminded is a row."""
    reminding.remind_due(clock=timezone.now, seconds=PASS_SECONDS)


@shared_task(name="questions.make_exports")
def make_exports() -> None:
    """Make the files that people wait for, and throw old ones away; safe to run twice or never."""
    exporting.throw_away_exports(now=timezone.now())
    while export := exporting.claim_export(now=timezone.now()):
        _make(export)


def ring_for_letters() -> None:
    """Say that a question was opened, and people wait to hear of it."""
    bell.ring(plan)


def ring() -> None:
    """Say that somebody waits for a file."""
    bell.ring(make_exports)


def _make(export: Export) -> None:
    # What makes workbooks and documents takes as much memory as a tenth of a worker: only who needs it.
    from questions.exports.making import make  # noqa: PLC0415

    try:
        made = make(export, lambda progress: exporting.note_progress(export=export, progress=progress))
    # Whatever is the matter with this file, the next one should still be made.
    except Exception:
        log.exception("export_failed", export=export.pk)
        exporting.fail_export(export=export, now=timezone.now())
        return
    exporting.finish_export(
        export=export, content=made.content, name=made.name, holds=made.holds, now=timezone.now()
    )
