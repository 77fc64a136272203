"""What the half-minute tick asks of digests."""

from celery import shared_task
from django.utils import timezone

from digests import actions
from digests.actions import open as open_digest


@shared_task(name="digests.plan")
def plan() -> None:
    """
    Seal the day, plan what is due and write the letters.

    Safe to run twice, at once or never: a day, a run and a delivery each exist once, and a
    delivery is held by whoever writes its letter.
    """
    now = timezone.now()
    actions.plan_due(now=now)
    for _written in actions.write_due(now=now):
        pass


@shared_task(name="digests.plan_open")
def plan_open() -> None:
    """Do the same for the open digest, and forget who never said yes; the day is sealed by ``plan``."""
    now = timezone.now()
    open_digest.plan_due(now=now)
    for _written in open_digest.write_due(now=now):
        pass
    open_digest.forget_unconfirmed(now=now)
