"""What the programme team and facilitators do with a group as a whole."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from learninggroups.actions.facilitators import appoint
from learninggroups.indexing import index_group
from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles, may_found_groups, may_lead
from members.models import Member
from members.permissions import require
from themes.models import Theme


@dataclass(frozen=True, kw_only=True)
class GroupDescription:
    """What a group says about itself; the fields bear the names of its columns."""

    purpose: str
    welcome: str
    house_rules: str
    rhythm: str
    meeting_at: datetime | None
    meeting_line: str
    contact_line: str
    join_question: str


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
    index_group(group.pk)
    appoint(group, facilitators, actor, now)
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
    index_group(group.pk)
    appoint(group, facilitators, actor, now)


@transaction.atomic(durable=True)
def describe_group(*, group: LearningGroup, description: GroupDescription, actor: Member) -> None:
    """Change what a group says about itself, and what it asks of who wants to take part."""
    require(may_lead(Roles.of(actor), group))
    LearningGroup.objects.filter(pk=group.pk).update(**asdict(description))
    index_group(group.pk)
