"""How members connect outside knowledge to their learning group."""

from datetime import datetime

from django.db import transaction

from home.models import KnowledgeLink, KnowledgePage
from home.permissions import may_connect, may_disconnect
from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles
from members.models import Member
from members.permissions import require


@transaction.atomic(durable=True)
def connect(*, page: KnowledgePage, group: LearningGroup, why: str, actor: Member, now: datetime) -> None:
    """Say that a group has use of something, and why; said again, the new sentence replaces the old."""
    require(may_connect(Roles.of(actor), group))
    facts = {"why": why, "member": actor, "linked_at": now}
    KnowledgeLink.objects.update_or_create(page=page, group=group, defaults=facts)


@transaction.atomic(durable=True)
def disconnect(*, link: KnowledgeLink, actor: Member) -> None:
    """Take a connection away."""
    require(may_disconnect(Roles.of(actor), link))
    link.delete()
