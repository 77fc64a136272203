"""What Celery wakes: reminders of meetings, and lists that have had their time."""

from celery import shared_task
from django.utils import timezone

from meetings.actions import afterwards, planning, polls, registering


@shared_task(name="meetings.pass_time")
def pass_time() -> None:
    """
    Remind who comes, ask guests what they take home, and forget who came.

    Safe to run twice or never, because rows say what was done.
    """
    now = timezone.now()
    for _written in planning.remind_due(now=now):
        pass
    for _written in afterwards.ask_guests(now=now):
        pass
    registering.forget_attendance(now=now)
    polls.forget_polls(now=now)
