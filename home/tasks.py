"""What the tick wakes here: pages whose moment has come."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from home.actions import publishing


@shared_task(name="home.publish_scheduled")
def publish_scheduled() -> None:
    """Publish and expire what is due; running it twice finds nothing left to do."""
    publishing.hold_back_lessons(now=timezone.now())
    call_command("publish_scheduled")
