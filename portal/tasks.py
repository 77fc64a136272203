"""The half-minute tick that wakes everything which computes from rows what is due."""

from celery import shared_task

from digests.tasks import plan
from mailing.tasks import deliver


@shared_task(name="portal.tick")
def tick() -> None:
    """Wake the workers; safe to run twice or never, because rows decide what is due."""
    for task in (plan, deliver):
        task.apply_async(expires=25)
