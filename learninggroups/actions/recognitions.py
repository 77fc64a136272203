"""Saying that one knows what a post tells, and taking that back."""

from datetime import datetime

from django.db import transaction

from activity import journal
from learninggroups.models import Post, Recognition
from learninggroups.permissions import Roles, may_recognise
from members.models import Member
from members.permissions import require


@transaction.atomic(durable=True)
def recognise(*, post: Post, context: str, actor: Member, now: datetime) -> None:
    """
    Say of a post how that is at one's own place; once for each member, a new sentence replaces the old.

    The post's writer hears of it in her next overview, as the sentence reads then.
    """
    roles = Roles.of(actor)
    require(may_recognise(roles, post))
    recognition, is_new = Recognition.objects.update_or_create(
        post=post,
        member=actor,
        defaults={"context": context},
        create_defaults={
            "context": context,
            "organization_id": roles.speaks_at,
            "openness": post.thread.group.openness,
            "recognised_at": now,
        },
    )
    if is_new and post.author_id:
        audience = journal.member_audience(post.author_id)
        journal.record("post_recognised", recognition, audience=audience, actor=actor, now=now)


@transaction.atomic(durable=True)
def take_back_recognition(*, post: Post, actor: Member) -> None:
    """Take back what one said of a post."""
    for recognition in Recognition.objects.filter(post=post, member=actor):
        journal.retract(recognition)
        recognition.delete()
