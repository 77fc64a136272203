"""What facilitators do with a thread as it stands: end it, open it again, keep it on top."""

from datetime import datetime

from django.db import transaction

from learninggroups.actions.moderation import log_thread
from learninggroups.models import ModerationAct, Thread
from learninggroups.permissions import Roles, may_moderate
from members.models import Member
from members.permissions import require

Kind = ModerationAct.Kind


@transaction.atomic(durable=True)
def close_thread(*, thread: Thread, actor: Member, now: datetime) -> None:
    """End a thread: it can be read, not answered."""
    require(may_moderate(Roles.of(actor), thread.group))
    if Thread.objects.open().filter(pk=thread.pk).update(closed_at=now):
        log_thread(Kind.CLOSED, thread, actor=actor, now=now)


@transaction.atomic(durable=True)
def reopen_thread(*, thread: Thread, actor: Member, now: datetime) -> None:
    """Let a closed thread take replies again; what was merged goes on in the other thread."""
    require(may_moderate(Roles.of(actor), thread.group))
    closed = Thread.objects.standing().filter(pk=thread.pk, closed_at__isnull=False)
    if closed.update(closed_at=None):
        log_thread(Kind.REOPENED, thread, actor=actor, now=now)


@transaction.atomic(durable=True)
def pin_thread(*, thread: Thread, actor: Member, now: datetime) -> None:
    """Keep a thread on top of its group."""
    require(may_moderate(Roles.of(actor), thread.group))
    if Thread.objects.standing().filter(pk=thread.pk, pinned_at=None).update(pinned_at=now):
        log_thread(Kind.PINNED, thread, actor=actor, now=now)


@transaction.atomic(durable=True)
def unpin_thread(*, thread: Thread, actor: Member, now: datetime) -> None:
    """Let a thread take its place among the others again."""
    require(may_moderate(Roles.of(actor), thread.group))
    if Thread.objects.filter(pk=thread.pk, pinned_at__isnull=False).update(pinned_at=None):
        log_thread(Kind.UNPINNED, thread, actor=actor, now=now)
