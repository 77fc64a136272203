"""What Celery wakes: the hands that send what is due."""

from celery import shared_task
from django.utils import timezone

from mailing import bell, delivery

# Shorter than the time between two ticks, so that a worker always returns to the bell.
PASS_SECONDS = 25


@shared_task(name="mailing.deliver")
def deliver() -> None:
    """Send what is due; safe to run twice or never, because a row is claimed before it is sent."""
    delivery.deliver(clock=timezone.now, seconds=PASS_SECONDS)


def ring() -> None:
    """Say that there are letters."""
    bell.ring(deliver)
