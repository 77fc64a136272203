"""What Celery wakes: time passing over the learning groups."""

from celery import shared_task
from django.utils import timezone

from learninggroups.actions.attachments import purge_attachments
from learninggroups.actions.drafts import purge_drafts
from learninggroups.actions.finding import index_new
from learninggroups.actions.guests import end_due_guests, let_guests_go
from learninggroups.actions.invitations import forget_invitations
from learninggroups.actions.notices import tell_due
from learninggroups.actions.posts import forget_deleted_posts


@shared_task(name="learninggroups.tell")
def tell() -> None:
    """
    Write the letters about posts that are due.

    Safe to run twice, at once or never: a notice is held by whoever writes its letters, and
    gone once they are written.
    """
    tell_due(now=timezone.now())


@shared_task(name="learninggroups.index")
def index() -> None:
    """Let new posts be found; safe to run twice, at once or never, because each post says that it waits."""
    index_new()


@shared_task(name="learninggroups.tidy")
def tidy() -> None:
    """Let guests go after their last day, and delete what has had its time; safe to run twice or never."""
    now = timezone.now()
    end_due_guests(now=now)
    let_guests_go(now=now)
    forget_invitations(now=now)
    forget_deleted_posts(now=now)
    purge_attachments(now=now)
    purge_drafts(now=now)
