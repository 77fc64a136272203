"""What Wagtail tells us: a page was published or taken offline, or a lesson given back."""

from django.utils import timezone
from wagtail.models import WorkflowState
from wagtail.signals import page_published, page_unpublished, workflow_rejected

from home.actions import publishing, reading


def connect() -> None:
    """Listen; called once, when the app is ready."""
    page_published.connect(_published, dispatch_uid="home.published")
    page_unpublished.connect(_unpublished, dispatch_uid="home.unpublished")
    # Wagtail has a setting for this, which it reads before there are models to publish.
    WorkflowState.on_finish = reading.publish_read
    workflow_rejected.connect(_rejected, sender=WorkflowState, dispatch_uid="home.rejected")


def _published(instance, revision=None, **kwargs) -> None:
    actor = revision.user if revision else None
    publishing.announce_publication(page=instance, actor=actor, now=timezone.now())


def _unpublished(instance, **kwargs) -> None:
    publishing.withdraw_publication(page=instance)


def _rejected(instance, **kwargs) -> None:
    publishing.return_lesson(task=instance.current_task_state, now=timezone.now())
