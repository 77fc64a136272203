"""What the programme team and facilitators do with a group as a whole."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from learninggroups.actions.facilitators import appoint
from learninggroups.actions.hands import settle
from learninggroups.indexing import index_group
from learninggroups.models import GroupProposal, LearningGroup, Membership, RaisedHand
from learninggroups.notifications import hands as notifications
from learninggroups.permissions import Roles, may_archive, may_found_groups, may_lead, may_revive
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
    table_of: str,
    facilitators: Collection[Member],
    participants: Collection[Member] = (),
    proposal: GroupProposal | None = None,
    actor: Member,
    now: datetime,
) -> LearningGroup:
    """
    Start a group with its facilitators, and with who put her hand up for it.

    :raises AlreadyDecided: when somebody answered the proposal meanwhile.
    """
    require(may_found_groups(Roles.of(actor)))
    group = LearningGroup.objects.create(
        name=name,
        slug=slugify(name),
        purpose=purpose,
        openness=openness,
        theme=theme,
        rhythm=rhythm,
        contact_line=contact_line,
        table_of=table_of,
        created_at=now,
    )
    index_group(group.pk)
    appoint(group, facilitators, actor, now)
    _start_with(group, set(participants) - set(facilitators), now)
    if proposal is not None:
        settle(proposal, group=group, actor=actor, now=now)
        RaisedHand.objects.filter(theme=proposal.theme_id).delete()
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
    table_of: str,
    facilitators: Collection[Member],
    actor: Member,
    now: datetime,
) -> None:
    """Change what a group is called and is about, and who facilitates it; its address stays."""
    require(may_found_groups(Roles.of(actor)))
    LearningGroup.objects.filter(pk=group.pk).update(
        name=name,
        purpose=purpose,
        theme=theme,
        rhythm=rhythm,
        contact_line=contact_line,
        table_of=table_of,
    )
    index_group(group.pk)
    appoint(group, facilitators, actor, now)


@transaction.atomic(durable=True)
def describe_group(*, group: LearningGroup, description: GroupDescription, actor: Member) -> None:
    """Change what a group says about itself, and what it asks of who wants to take part."""
    require(may_lead(Roles.of(actor), group))
    LearningGroup.objects.filter(pk=group.pk).update(**asdict(description))
    index_group(group.pk)


@transaction.atomic(durable=True)
def archive_group(*, group: LearningGroup, actor: Member, now: datetime) -> None:
    """Lay a group to rest: it is read as before, in no list, and nobody writes in it or is told of it."""
    require(may_archive(Roles.of(actor), group))
    LearningGroup.objects.current().filter(pk=group.pk).update(archived_at=now)


@transaction.atomic(durable=True)
def revive_group(*, group: LearningGroup, actor: Member) -> None:
    """Bring an archived group back to life, with everyone who took part."""
    require(may_revive(Roles.of(actor), group))
    LearningGroup.objects.filter(pk=group.pk).update(archived_at=None)


def _start_with(group: LearningGroup, members: Collection[Member], now: datetime) -> None:
    Membership.objects.bulk_create(
        [Membership(group=group, member=member, joined_at=now) for member in members]
    )
    notifications.group_started(group, members, now=now)
