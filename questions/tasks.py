"""What Celery wakes: time passing over the questions."""

from celery import shared_task
from django.utils import timezone

from questions.actions import advancing


@shared_task(name="questions.advance")
def advance() -> None:
    """Close, remind, and ask for outcomes; safe to run twice or never, because each step claims its row."""
    now = timezone.now()
    advancing.close_due_questions(now=now)
    advancing.send_reminders(now=now)
    advancing.remind_of_outcomes(now=now)
