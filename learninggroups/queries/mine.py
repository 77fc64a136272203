"""A member's own groups, with what is new in them."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from learninggroups.models import LearningGroup, Membership, Thread
from learninggroups.permissions import Roles, may_lead
from learninggroups.queries.lists import ThreadEntry, thread_entries


@dataclass(frozen=True, slots=True)
class MyGroup:
    """One of a member's groups, with what is new in it."""

    group: LearningGroup
    unread: int
    latest: ThreadEntry | None
    requests: int
    is_facilitator: bool


def my_groups(roles: Roles) -> list[MyGroup]:
    """Return the groups a person takes part in, those with something new first, then by name."""
    if not roles.participates:
        return []
    latest = (
        Thread.objects.standing()
        .filter(group=OuterRef("pk"))
        .order_by("-last_post_at", "-pk")
        .values("pk")[:1]
    )
    groups = list(
        LearningGroup.objects.current()
        .filter(pk__in=roles.participates)
        .annotate(latest=Subquery(latest))
        .order_by("name")
    )
    threads = thread_entries(
        roles, Thread.objects.filter(pk__in=[group.latest for group in groups if group.latest])
    )
    latest_of = {entry.pk: entry for entry in threads}
    unread = dict(
        Thread.objects.standing()
        .filter(group__in=groups)
        .with_unread(roles.member_id)
        .values_list("group")
        .annotate(total=Coalesce(Sum("unread"), 0))
    )
    waiting = dict(
        Membership.objects.requested()
        .filter(group__in=roles.facilitates)
        .values_list("group")
        .annotate(total=Count("pk"))
    )
    mine = [
        MyGroup(
            group=group,
            unread=unread.get(group.pk, 0),
            latest=latest_of.get(group.latest),
            requests=waiting.get(group.pk, 0),
            is_facilitator=may_lead(roles, group),
        )
        for group in groups
    ]
    return sorted(mine, key=lambda one: (one.unread == 0, one.group.name))
