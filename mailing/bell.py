"""The doorbell: wakes a worker at once, and never keeps anybody waiting."""

import logging
from functools import cache

from celery import Task, current_app
from kombu import Connection
from kombu.exceptions import OperationalError
from kombu.pools import producers

logger = logging.getLogger(__name__)


def ring(task: Task) -> None:
    """Wake a worker for this task, or do nothing when the broker is away: the tick comes round anyway."""
    try:
        with producers[_bell_line()].acquire(block=True) as producer:
            task.apply_async(producer=producer, expires=25, retry=False, ignore_result=True)
    except (OperationalError, OSError) as error:
        logger.warning("The doorbell is silent: %s", error)


@cache
def _bell_line() -> Connection:
    """Return a connection of its own to the broker, on which nobody waits for long."""
    return current_app.connection_for_write(transport_options={"max_retries": 0, "socket_timeout": 0.5})
