"""What Celery wakes: a day that is over in the log."""

import structlog
from celery import shared_task
from django.utils import timezone

from audit import actions

log = structlog.get_logger(__name__)


@shared_task(name="audit.seal")
def seal() -> None:
    """Seal what was written down since yesterday; safe to run often or at once, it is done once a day."""
    sealed = actions.seal_log(now=timezone.now())
    if sealed is not None:
        # Who rewrites the database cannot rewrite where these lines went.
        log.info("log_sealed", number=sealed.number, count=sealed.count, digest=sealed.digest)
