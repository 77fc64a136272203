"""What the half-minute tick asks of digests."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime

from celery import Task, shared_task
from django.utils import timezone

from digests import actions
from digests.actions import open as open_digest
from digests.actions import turns
from mailing import bell

# So long that most runs are written in one go: the next pass loads the news and renders every line again.
PASS_SECONDS = 300


@shared_task(name="digests.plan")
def plan() -> None:
    """
    Seal the day, plan what is due and write the letters.

    Safe to run twice, at once or never: a day, a run and a delivery each exist once, and a
    delivery is held by whoever writes its letter.
    """
    _in_turn(_plan, plan)


@shared_task(name="digests.plan_open")
def plan_open() -> None:
    """Do the same for the open digest, and forget who never said yes; the day is sealed by ``plan``."""
    _in_turn(_plan_open, plan_open)


def _plan(now: datetime) -> Iterator[int]:
    actions.plan_due(now=now)
    yield from actions.write_due(now=now)


def _plan_open(now: datetime) -> Iterator[int]:
    open_digest.forget_unconfirmed(now=now)
    open_digest.plan_due(now=now)
    yield from open_digest.write_due(now=now)


def _in_turn(written: Callable[[datetime], Iterator[int]], task: Task) -> None:
    """Write chunks for so many seconds, unless another worker does; what is left then waits its turn."""
    turn = turns.take(now=timezone.now())
    if turn is None:
        return
    until, is_done = time.monotonic() + PASS_SECONDS, True
    try:
        for _chunk in written(timezone.now()):
            if time.monotonic() >= until or not turns.keep(token=turn, now=timezone.now()):
                is_done = False
                break
    finally:
        turns.end(token=turn, now=timezone.now())
    if not is_done:
        # Behind the letters that were written meanwhile, which rang before.
        bell.ring(task)
