"""Saying that one knows what a post tells, and taking that back."""

from datetime import datetime

from django.db import transaction

from learninggroups.models import Post, Recognition
from learninggroups.permissions import Roles, may_recognise
from members.models import Member
from members.permissions import require


@transaction.atomic(durable=True)
def recognise(*, post: Post, context: str, actor: Member, now: datetime) -> None:
    """Say of a post how that is at one's own place; once for each member, a new sentence replaces the old."""
    roles = Roles.of(actor)
    require(may_recognise(roles, post))
    Recognition.objects.update_or_create(
        post=post,
        member=actor,
        defaults={"context": context},
        create_defaults={
            "context": context,
            "organization_id": min(roles.organization_ids, default=None),
            "openness": post.thread.group.openness,
            "recognised_at": now,
        },
    )


@transaction.atomic(durable=True)
def take_back_recognition(*, post: Post, actor: Member) -> None:
    """Take back what one said of a post."""
    Recognition.objects.filter(post=post, member=actor).delete()
