"""What Celery wakes: the hands that read what came in."""

import structlog
from celery import shared_task
from django.utils import timezone

from inbound import actions

log = structlog.get_logger(__name__)


@shared_task(name="inbound.read")
def read() -> None:
    """Read what came in; safe to run twice or never, because a mail is claimed before it is read."""
    while mail := actions.claim_mail(now=timezone.now()):
        try:
            actions.read_mail(mail=mail, now=timezone.now())
        except Exception:
            # One mail that nobody foresaw must not keep the others waiting; it is tried again later.
            log.exception("inbound.unreadable", mail=mail.pk)
    actions.forget_mail(now=timezone.now())
