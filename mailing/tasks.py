"""The doorbell: wakes the hands that send what is due."""

from celery import shared_task


@shared_task(name="mailing.deliver")
def deliver() -> None:
    """Send what is due; safe to run twice or never, because a row is claimed before it is sent."""


def ring() -> None:
    """Wake a worker, or do nothing when the broker is away: the tick finds the row anyway."""
