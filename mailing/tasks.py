"""The doorbell: wakes the hands that send what is due."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


@shared_task(name="mailing.deliver")
def deliver() -> None:
    """Send what is due; safe to run twice or never, because a row is claimed before it is sent."""


def ring() -> None:
    """Wake a worker, or do nothing when the broker is away: the tick finds the row anyway."""
    try:
        deliver.apply_async(expires=25, retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        logger.warning("The doorbell is silent: %s", error)
