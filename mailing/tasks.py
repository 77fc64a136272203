"""The doorbell: wakes the hands that send what is due."""

import logging
from functools import cache

from celery import current_app, shared_task
from django.utils import timezone
from kombu import Connection
from kombu.exceptions import OperationalError
from kombu.pools import producers

from mailing import delivery

logger = logging.getLogger(__name__)

# Shorter than the time between two ticks, so that a worker always returns to the bell.
PASS_SECONDS = 25


@shared_task(name="mailing.deliver")
def deliver() -> None:
    """Send what is due; safe to run twice or never, because a row is claimed before it is sent."""
    delivery.deliver(clock=timezone.now, seconds=PASS_SECONDS)


def ring() -> None:
    """Wake a worker, or do nothing when the broker is away: the tick finds the row anyway."""
    try:
        with producers[_bell_line()].acquire(block=True) as producer:
            deliver.apply_async(producer=producer, expires=25, retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        logger.warning("The doorbell is silent: %s", error)


@cache
def _bell_line() -> Connection:
    """Return a connection of its own to the broker, on which nobody waits for long."""
    return current_app.connection_for_write(transport_options={"max_retries": 0, "socket_timeout": 0.5})
