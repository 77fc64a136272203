"""What facilitators do with a thread as it stands."""

from datetime import datetime

from django.db import transaction

from learninggroups.models import Thread
from learninggroups.permissions import Roles, may_lead
from members.models import Member
from members.permissions import require


@transaction.atomic(durable=True)
def close_thread(*, thread: Thread, actor: Member, now: datetime) -> None:
    """End a thread: it can be read, not answered."""
    require(may_lead(Roles.of(actor), thread.group))
    Thread.objects.open().filter(pk=thread.pk).update(closed_at=now)


@transaction.atomic(durable=True)
def reopen_thread(*, thread: Thread, actor: Member) -> None:
    """Let a closed thread take replies again."""
    require(may_lead(Roles.of(actor), thread.group))
    Thread.objects.filter(pk=thread.pk).update(closed_at=None)
