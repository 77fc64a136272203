"""What Celery wakes: the hands that fetch and read what came in."""

import structlog
from celery import shared_task
from django.conf import settings
from django.utils import timezone

from inbound import actions, imap
from ui import page_cache

log = structlog.get_logger(__name__)


@shared_task(name="inbound.collect")
def collect() -> None:
    """Empty the mailbox; safe to run twice or never, because a mail is taken away after it is kept."""
    if not settings.MAIL_IMAP_URL:
        return
    trouble = ""
    try:
        imap.empty_mailbox(settings.MAIL_IMAP_URL, _keep)
    except imap.TROUBLE as error:
        log.warning("inbound.mailbox", error=str(error)[:300])
        trouble = f"De postbus kan niet worden gelezen: {error}"
    actions.note_visit(trouble=trouble, now=timezone.now())


@shared_task(name="inbound.read")
def read() -> None:
    """Read what came in; safe to run twice or never, because a mail is claimed before it is read."""
    while mail := actions.claim_mail(now=timezone.now()):
        try:
            actions.read_mail(mail=mail, now=timezone.now())
        except Exception:
            # One mail that nobody foresaw must not keep the others waiting; it is tried again later.
            log.exception("inbound.unreadable", mail=mail.pk)
        # It may have become a post that everybody reads.
        page_cache.forget_pages()
    actions.forget_mail(now=timezone.now())


def _keep(raw: bytes) -> bool:
    try:
        actions.receive(raw=raw, recipient="", now=timezone.now())
    except Exception:
        # It stays in the mailbox, and those behind it come in.
        log.exception("inbound.not_kept")
        return False
    return True
