"""What the tick wakes here: pages whose moment has come."""

from celery import shared_task
from django.core.management import call_command


@shared_task(name="home.publish_scheduled")
def publish_scheduled() -> None:
    """Publish and expire what is due; running it twice finds nothing left to do."""
    call_command("publish_scheduled")
