"""What the half-minute tick asks of digests."""

from celery import shared_task
from django.utils import timezone

from digests import actions


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
