"""What the programme team and facilitators do with a group as a whole."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from learninggroups.models import LearningGroup, Membership
from learninggroups.permissions import Roles, may_found_groups, may_lead
from members.models import Member
from members.permissions import require
from themes.models import Theme


@transaction.atomic(durable=True)
def create_group(
    *,
    name: str,
    purpose: str,
    openness: str,
    theme: Theme | None,
    rhythm: str,
    contact_line: str,
    facilitators: Collection[Member],
    actor: Member,
    now: datetime,
) -> LearningGroup:
    """Start a group with its facilitators."""
    require(may_found_groups(Roles.of(actor)))
    group = LearningGroup.objects.create(
        name=name,
        slug=slugify(name),
        purpose=purpose,
        openness=openness,
        theme=theme,
        rhythm=rhythm,
        contact_line=contact_line,
        created_at=now,
    )
    _appoint(group, facilitators, now)
    return group


@transaction.atomic(durable=True)
def change_group(
    *,
    group: LearningGroup,
    name: str,
    purpose: str,
    theme: Theme | None,
    rhythm: str,
    contact_line: str,
    facilitators: Collection[Member],
    actor: Member,
    now: datetime,
) -> None:
    """Change what a group is called and is about, and who facilitates it; its address stays."""
    require(may_found_groups(Roles.of(actor)))
    LearningGroup.objects.filter(pk=group.pk).update(
        name=name, purpose=purpose, theme=theme, rhythm=rhythm, contact_line=contact_line
    )
    _appoint(group, facilitators, now)


@transaction.atomic(durable=True)
def appoint_facilitators(
    *, group: LearningGroup, facilitators: Collection[Member], actor: Member, now: datetime
) -> None:
    """Say who facilitates a group; who did so before and is not named stays as a participant."""
    require(may_found_groups(Roles.of(actor)))
    _appoint(group, facilitators, now)


@transaction.atomic(durable=True)
def describe_group(
    *, group: LearningGroup, purpose: str, welcome: str, rhythm: str, contact_line: str, actor: Member
) -> None:
    """Change what a group says about itself."""
    require(may_lead(Roles.of(actor), group))
    LearningGroup.objects.filter(pk=group.pk).update(
        purpose=purpose, welcome=welcome, rhythm=rhythm, contact_line=contact_line
    )


def _appoint(group: LearningGroup, facilitators: Collection[Member], now: datetime) -> None:
    group.memberships.facilitating().exclude(member__in=facilitators).update(role=Membership.Role.PARTICIPANT)
    for member in facilitators:
        Membership.objects.update_or_create(
            group=group,
            member=member,
            defaults={"role": Membership.Role.FACILITATOR},
            create_defaults={"role": Membership.Role.FACILITATOR, "joined_at": now},
        )
