"""Who leads a group: named by the programme team, and handed on by facilitators themselves."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from learninggroups.actions.memberships import LastFacilitator
from learninggroups.models import LearningGroup, Membership
from learninggroups.notifications import facilitators as notifications
from learninggroups.permissions import Roles, may_lead
from members.models import Member
from members.permissions import require

__all__ = [
    "CannotLead",
    "LastFacilitator",
    "appoint",
    "hand_over",
    "name_facilitator",
    "step_back",
]


class CannotLead(Exception):
    """She does not take part any more, is a guest, or leads the group already."""


@transaction.atomic(durable=True)
def name_facilitator(*, group: LearningGroup, member: Member, actor: Member, now: datetime) -> None:
    """
    Let a participant lead the group too, and tell her.

    :raises CannotLead: when she is no participant, or leads it already.
    """
    require(may_lead(Roles.of(actor), group))
    _promote(group, member, actor, now)


@transaction.atomic(durable=True)
def hand_over(*, group: LearningGroup, member: Member, actor: Member, now: datetime) -> None:
    """
    Let a participant lead the group in one's own place, and tell her; one stays as a participant.

    :raises CannotLead: when she is no participant, or leads it already.
    """
    require(may_lead(Roles.of(actor), group))
    _promote(group, member, actor, now)
    group.memberships.facilitating().filter(member=actor).update(role=Membership.Role.PARTICIPANT)


@transaction.atomic(durable=True)
def step_back(*, group: LearningGroup, actor: Member) -> None:
    """
    Stop leading a group and stay as a participant.

    :raises LastFacilitator: when nobody else facilitates the group.
    """
    # RACE: as in leave_group, two who stop at once may not each count on the other.
    LearningGroup.objects.select_for_update().get(pk=group.pk)
    require(may_lead(Roles.of(actor), group))
    leading = group.memberships.facilitating()
    if not leading.filter(member__is_active=True).exclude(member=actor).exists():
        raise LastFacilitator
    leading.filter(member=actor).update(role=Membership.Role.PARTICIPANT)


def appoint(group: LearningGroup, facilitators: Collection[Member], actor: Member, now: datetime) -> None:
    """Make these, and nobody else, lead a group, inside the caller's transaction; the new ones are told."""
    group.memberships.facilitating().exclude(member__in=facilitators).update(role=Membership.Role.PARTICIPANT)
    leading = set(group.memberships.facilitating().values_list("member", flat=True))
    for member in facilitators:
        if member.pk in leading:
            continue
        membership, _ = Membership.objects.update_or_create(
            group=group,
            member=member,
            defaults={"role": Membership.Role.FACILITATOR},
            create_defaults={"role": Membership.Role.FACILITATOR, "joined_at": now},
        )
        notifications.facilitator_named(membership, actor, now=now)


def _promote(group: LearningGroup, member: Member, actor: Member, now: datetime) -> None:
    places = group.memberships.filter(
        member=member, role=Membership.Role.PARTICIPANT, member__is_active=True, member__is_guest=False
    )
    if not places.update(role=Membership.Role.FACILITATOR):
        raise CannotLead
    notifications.facilitator_named(group.memberships.get(member=member), actor, now=now)
