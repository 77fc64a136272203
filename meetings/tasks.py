"""What Celery wakes: reminders of meetings, and lists that have had their time."""

from celery import shared_task
from django.utils import timezone

from meetings.actions import planning, polls, registering


@shared_task(name="meetings.pass_time")
def pass_time() -> None:
    """Remind who comes, and forget who came; safe to run twice or never, because rows say what was done."""
    now = timezone.now()
    for _written in planning.remind_due(now=now):
        pass
    registering.forget_attendance(now=now)
    polls.forget_polls(now=now)
