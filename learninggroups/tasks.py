"""What Celery wakes: time passing over the learning groups."""

from celery import shared_task
from django.utils import timezone

from learninggroups.actions.attachments import purge_attachments
from learninggroups.actions.posts import forget_deleted_posts


@shared_task(name="learninggroups.tidy")
def tidy() -> None:
    """Delete for good what has had its time; safe to run twice or never."""
    now = timezone.now()
    forget_deleted_posts(now=now)
    purge_attachments(now=now)
