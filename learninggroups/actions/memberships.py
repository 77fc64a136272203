"""How members come into a group and leave it."""

from datetime import datetime

from django.db import transaction

from learninggroups.models import LearningGroup, Membership
from learninggroups.notifications import memberships as notifications
from learninggroups.permissions import (
    Roles,
    follows,
    may_ask_to_join,
    may_follow,
    may_join,
    may_lead,
    takes_part,
)
from members.models import Member
from members.permissions import require


class AlreadyAsked(Exception):
    """This member asked before and still waits for an answer."""


class RequestGone(Exception):
    """The request was answered or withdrawn meanwhile."""


class LastFacilitator(Exception):
    """Nobody would be left to look after the group."""


@transaction.atomic(durable=True)
def join_group(*, group: LearningGroup, actor: Member, now: datetime) -> Membership:
    """Take part in a group that is not closed; who takes part already just does."""
    roles = Roles.of(actor)
    if takes_part(roles, group):
        return group.memberships.get(member=actor)
    require(may_join(roles, group))
    membership, _ = Membership.objects.update_or_create(
        group=group, member=actor, defaults={"role": Membership.Role.PARTICIPANT, "joined_at": now}
    )
    return membership


@transaction.atomic(durable=True)
def ask_to_join(*, group: LearningGroup, motivation: str, actor: Member, now: datetime) -> Membership:
    """
    Ask the facilitators of a closed group for a place, and tell them.

    :raises AlreadyAsked: when an earlier request still waits.
    """
    require(may_ask_to_join(Roles.of(actor), group))
    membership, is_new = Membership.objects.get_or_create(
        group=group,
        member=actor,
        defaults={"role": Membership.Role.REQUESTED, "motivation": motivation, "joined_at": now},
    )
    if not is_new:
        raise AlreadyAsked
    notifications.membership_requested(membership, now=now)
    return membership


@transaction.atomic(durable=True)
def admit(*, membership: Membership, actor: Member, now: datetime) -> None:
    """
    Let somebody in who asked, and tell her.

    :raises RequestGone: when another facilitator answered, or she withdrew.
    """
    require(may_lead(Roles.of(actor), membership.group))
    # RACE: the update doubles as the check, so one request gets one answer.
    admitted = Membership.objects.requested().filter(pk=membership.pk)
    if not admitted.update(role=Membership.Role.PARTICIPANT, joined_at=now):
        raise RequestGone
    notifications.membership_granted(membership, now=now)


@transaction.atomic(durable=True)
def decline(*, membership: Membership, word: str, actor: Member, now: datetime) -> None:
    """
    Say no to a request with a word of explanation; she may ask again later.

    :raises RequestGone: when another facilitator answered, or she withdrew.
    """
    require(may_lead(Roles.of(actor), membership.group))
    declined, _ = Membership.objects.requested().filter(pk=membership.pk).delete()
    if not declined:
        raise RequestGone
    notifications.membership_declined(membership, word, now=now)


@transaction.atomic(durable=True)
def leave_group(*, group: LearningGroup, actor: Member) -> None:
    """
    Leave without explanation, or withdraw a request; what one wrote stays.

    :raises LastFacilitator: when nobody else facilitates the group.
    """
    # RACE: two facilitators who leave at once would each see the other. The lock on the
    # group makes one wait; SQLite has one writer anyway.
    LearningGroup.objects.select_for_update().get(pk=group.pk)
    others = group.memberships.facilitating().filter(member__is_active=True).exclude(member=actor)
    if group.pk in Roles.of(actor).facilitates and not others.exists():
        raise LastFacilitator
    group.memberships.filter(member=actor).delete()


@transaction.atomic(durable=True)
def follow_group(*, group: LearningGroup, actor: Member, now: datetime) -> None:
    """Hear of an open group without taking part; who follows it already just does."""
    roles = Roles.of(actor)
    if follows(roles, group):
        return
    require(may_follow(roles, group))
    # RACE: a group that is narrowed at this moment has no followers any more.
    open_groups = LearningGroup.objects.select_for_update(no_key=True).filter(pk=group.pk)
    require(may_follow(roles, open_groups.get()))
    Membership.objects.update_or_create(
        group=group, member=actor, defaults={"role": Membership.Role.FOLLOWER, "joined_at": now}
    )


@transaction.atomic(durable=True)
def unfollow_group(*, group: LearningGroup, actor: Member) -> None:
    """Hear of a group no more; who takes part keeps her place."""
    group.memberships.filter(member=actor, role=Membership.Role.FOLLOWER).delete()
