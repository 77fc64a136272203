"""What Wagtail tells us: a page was published or taken offline."""

from django.utils import timezone
from wagtail.signals import page_published, page_unpublished

from home.actions import publishing


def connect() -> None:
    """Listen; called once, when the app is ready."""
    page_published.connect(_published, dispatch_uid="home.published")
    page_unpublished.connect(_unpublished, dispatch_uid="home.unpublished")


def _published(instance, revision=None, **kwargs) -> None:
    actor = revision.user if revision else None
    publishing.announce_publication(page=instance, actor=actor, now=timezone.now())


def _unpublished(instance, **kwargs) -> None:
    publishing.withdraw_publication(page=instance)
