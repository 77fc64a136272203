"""How people are asked into a group, and how they take that up."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from learninggroups.actions.guests import place_guest
from learninggroups.models import INVITATION_LASTS, GroupInvitation, LearningGroup, Membership
from learninggroups.models.memberships import INVITATION_KEPT
from learninggroups.notifications import invitations as notifications
from learninggroups.permissions import Roles, may_invite
from members.actions.invitations import InvitationGone, open_account, token_hash
from members.models import Member
from members.permissions import require

__all__ = [
    "InvitationGone",
    "JustSent",
    "accept",
    "forget_invitations",
    "invite",
    "resend",
    "token_hash",
    "withdraw",
]

# A second press on the button, or a facilitator who does not know that another just did.
RESEND_AFTER = timedelta(minutes=10)


class JustSent(Exception):
    """The last letter is so new that another would only confuse."""


@transaction.atomic(durable=True)
def invite(*, group: LearningGroup, people: Iterable[tuple[str, str]], actor: Member, now: datetime) -> int:
    """
    Ask people into a group, and return how many letters leave for it.

    ``people`` are addresses with the name that was written beside each. Who takes part
    already is left alone, and so is who was invited and can still accept; an invitation
    that lapsed is sent again.
    """
    require(may_invite(Roles.of(actor), group))
    names = {email.lower(): name for email, name in people}
    for email in group.memberships.taking_part().values_list("member__email", flat=True):
        names.pop(email, None)
    lapsed = group.invitations.open().filter(
        thread=None, email__in=names, sent_at__lte=now - INVITATION_LASTS
    )
    sent = {invitation.email for invitation in lapsed if _renew(invitation, actor, now)}
    tokens = {email: secrets.token_urlsafe(32) for email in names.keys() - sent}
    hashes = {token_hash(token): token for token in tokens.values()}
    # RACE: of two facilitators who paste the same list at once, one finds the rows there.
    GroupInvitation.objects.bulk_create(
        [
            GroupInvitation(
                group=group,
                email=email,
                name=names[email],
                token_hash=token_hash(token),
                invited_by=actor,
                invited_at=now,
                sent_at=now,
            )
            for email, token in sorted(tokens.items())
        ],
        ignore_conflicts=True,
    )
    created = GroupInvitation.objects.filter(token_hash__in=hashes).select_related("group", "invited_by")
    fresh = {invitation: hashes[invitation.token_hash] for invitation in created.order_by("pk")}
    notifications.invited(fresh, now=now)
    return len(sent) + len(fresh)


@transaction.atomic(durable=True)
def resend(*, invitation: GroupInvitation, actor: Member, now: datetime) -> None:
    """
    Send an invitation once more, with a new link that is valid for another four weeks.

    :raises JustSent: when the last letter left only minutes ago.
    :raises InvitationGone: when it was accepted or withdrawn meanwhile.
    """
    require(may_invite(Roles.of(actor), invitation.group))
    if _renew(invitation, actor, now):
        return
    if GroupInvitation.objects.open().filter(pk=invitation.pk).exists():
        raise JustSent
    raise InvitationGone


@transaction.atomic(durable=True)
def withdraw(*, invitation: GroupInvitation, actor: Member, now: datetime) -> None:
    """
    Take an invitation back; its link stops working at once.

    :raises InvitationGone: when it was accepted or withdrawn meanwhile.
    """
    require(may_invite(Roles.of(actor), invitation.group))
    if not GroupInvitation.objects.open().filter(pk=invitation.pk).update(withdrawn_at=now):
        raise InvitationGone


@transaction.atomic(durable=True)
def accept(*, token: str, name: str, actor: Member | None, now: datetime) -> tuple[Member, bool]:
    """
    Let who holds the letter take part, or be a guest in the one thread it names.

    Returns who she is, and whether an account was made for her.

    Signed in she does so as herself, whatever address the letter went to: the token is the
    proof. Otherwise the account of that address takes part, made as a guest's when there is none.

    :raises InvitationGone: when the invitation can no longer be accepted.
    """
    digest = token_hash(token)
    # RACE: the update doubles as the check, so a double click or a withdrawal that lands
    # in between is noticed on either database.
    valid = GroupInvitation.objects.open().sent_after(now - INVITATION_LASTS)
    usable = valid.not_over(timezone.localdate(now)).filter(group__archived_at=None)
    if not usable.filter(token_hash=digest).update(accepted_at=now):
        raise InvitationGone
    invitation = GroupInvitation.objects.select_related("group", "thread", "invited_by").get(
        token_hash=digest
    )
    if actor is not None:
        member, is_new = actor, False
    else:
        member, is_new = open_account(email=invitation.email, name=name, is_guest=True, now=now)
    if invitation.thread:
        place_guest(invitation.thread, member, invitation.guest_until, invitation.invited_by, now)
    else:
        _take_part(invitation.group, member, now)
    return member, is_new


@transaction.atomic(durable=True)
def forget_invitations(*, now: datetime) -> int:
    """
    Delete invitations of long ago, and say how many.

    PRIVACY: most addresses in them belong to nobody who has an account.
    """
    forgotten, _ = GroupInvitation.objects.filter(sent_at__lte=now - INVITATION_KEPT).delete()
    return forgotten


def _take_part(group: LearningGroup, member: Member, now: datetime) -> None:
    place, is_new = Membership.objects.get_or_create(
        group=group, member=member, defaults={"role": Membership.Role.PARTICIPANT, "joined_at": now}
    )
    if not is_new:
        lesser = [Membership.Role.FOLLOWER, Membership.Role.REQUESTED]
        Membership.objects.filter(pk=place.pk, role__in=lesser).update(
            role=Membership.Role.PARTICIPANT, joined_at=now
        )


def _renew(invitation: GroupInvitation, actor: Member, now: datetime) -> bool:
    """Give an invitation a new link and send it; False when somebody else just did, or it is gone."""
    token = secrets.token_urlsafe(32)
    rested = GroupInvitation.objects.open().filter(pk=invitation.pk, sent_at__lte=now - RESEND_AFTER)
    if not rested.update(token_hash=token_hash(token), sent_at=now, invited_by=actor):
        return False
    renewed = GroupInvitation.objects.select_related("group", "invited_by").get(pk=invitation.pk)
    notifications.invited({renewed: token}, now=now)
    return True
