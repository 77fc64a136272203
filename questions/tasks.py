"""What Celery wakes: time passing over the questions."""

from celery import shared_task
from django.utils import timezone

from questions.actions import advancing, planning

# Shorter than the time between two ticks, so that one worker at a time is at it.
PASS_SECONDS = 25


@shared_task(name="questions.advance")
def advance() -> None:
    """Take the steps that time takes; safe to run twice or never, because each claims its row."""
    now = timezone.now()
    advancing.open_due_questions(now=now)
    advancing.close_due_questions(now=now)
    advancing.await_outcomes(now=now)
    advancing.send_reminders(now=now)
    advancing.remind_of_outcomes(now=now)


@shared_task(name="questions.plan")
def plan() -> None:
    """Write down who is asked and their letters; safe to run twice or never: rows say how far it is."""
    planning.plan_due(clock=timezone.now, seconds=PASS_SECONDS)
