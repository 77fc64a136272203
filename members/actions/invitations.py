"""Inviting into the association, and taking an invitation up."""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from audit import trail
from audit.acts import Act
from members import notifications
from members.actions.leaving import take_back
from members.indexing import index_members
from members.models import Affiliation, Invitation, Member, Organization
from members.permissions import Roles, may_invite, may_withdraw, require

INVITATION_LASTS = timedelta(days=14)
# So soon after the last one nobody gets another.
JUST_SENT = timedelta(minutes=10)


class AlreadyColleague(Exception):
    """The address belongs to somebody who is already at this organisation."""


class JustSent(Exception):
    """The same invitation left only just."""


class InvitationGone(Exception):
    """The invitation was accepted, withdrawn or too old, or its token is not one of ours."""


def token_hash(token: str) -> str:
    """Return what is kept of an invitation's token."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic(durable=True)
def invite(
    *,
    email: str,
    name: str,
    organization: Organization | None,
    role: str,
    actor: Member,
    now: datetime,
) -> Invitation:
    """
    Invite an address into the association, and into an organisation when one is given.

    An open invitation to the same address and organisation is replaced, so that only
    the newest letter works.

    :raises AlreadyColleague: when that address already has a place there.
    """
    require(may_invite(Roles.of(actor), organization))
    return send_invitation(email=email, name=name, organization=organization, role=role, actor=actor, now=now)


@transaction.atomic(durable=True)
def invite_colleagues(
    *,
    people: Mapping[str, str],
    organization: Organization,
    role: str,
    actor: Member,
    now: datetime,
) -> int:
    """Invite everybody whose name stands under an address, but for who is there already; return how many."""
    require(may_invite(Roles.of(actor), organization))
    places = Affiliation.objects.current().filter(organization=organization, member__email__in=people)
    there = set(places.values_list("member__email", flat=True))
    strangers = {email: name for email, name in people.items() if email not in there}
    for email, name in strangers.items():
        send_invitation(email=email, name=name, organization=organization, role=role, actor=actor, now=now)
    return len(strangers)


@transaction.atomic(durable=True)
def send_again(*, invitation: Invitation, actor: Member, now: datetime) -> Invitation:
    """
    Send an invitation once more, in the name of who does so; the link of the first works no longer.

    :raises InvitationGone: when it was accepted or withdrawn meanwhile.
    :raises JustSent: when it was sent a moment ago.
    """
    require(may_withdraw(Roles.of(actor), invitation))
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if waiting.filter(invited_at__gt=now - JUST_SENT).exists():
        raise JustSent
    if not waiting.update(withdrawn_at=now):
        raise InvitationGone
    return send_invitation(
        email=invitation.email,
        name=invitation.name,
        organization=invitation.organization,
        role=invitation.role,
        actor=actor,
        now=now,
    )


def send_invitation(
    *,
    email: str,
    name: str,
    organization: Organization | None,
    role: str,
    actor: Member,
    now: datetime,
) -> Invitation:
    """
    Do what :func:`invite` does, inside the transaction of a caller who asked whether it may be done.

    :raises AlreadyColleague: when that address already has a place there.
    """
    email = email.lower()
    places = Affiliation.objects.current()
    if organization and places.filter(member__email=email, organization=organization).exists():
        raise AlreadyColleague(email)
    Invitation.objects.open(now).filter(email=email, organization=organization).update(withdrawn_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        name=name,
        organization=organization,
        role=role,
        token_hash=token_hash(token),
        invited_by=actor,
        invited_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    notifications.invited(invitation, token, now=now)
    trail.record(Act.INVITED, actor=actor, subject=invitation, facts={"role": str(role)}, now=now)
    return invitation


@transaction.atomic(durable=True)
def withdraw_invitation(*, invitation: Invitation, actor: Member, now: datetime) -> None:
    """
    Take an invitation back; its link stops working at once.

    :raises InvitationGone: when it was accepted or withdrawn meanwhile.
    """
    require(may_withdraw(Roles.of(actor), invitation))
    waiting = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
    if not waiting.update(withdrawn_at=now):
        raise InvitationGone


@transaction.atomic(durable=True)
def accept_invitation(*, token: str, name: str, now: datetime) -> tuple[Member, bool]:
    """
    Turn an invitation into an account with a place, and say whether the account is new.

    The token came by mail to this address, so the address counts as confirmed.

    :raises InvitationGone: when the invitation can no longer be accepted.
    """
    # RACE: the update doubles as the check, so a double click or a withdrawal that lands
    # in between is noticed on either database.
    digest = token_hash(token)
    if not Invitation.objects.open(now).filter(token_hash=digest).update(accepted_at=now):
        raise InvitationGone
    invitation = Invitation.objects.get(token_hash=digest)
    member, is_new = open_account(email=invitation.email, name=name, is_guest=False, now=now)
    if invitation.organization_id:
        Affiliation.objects.update_or_create(
            member=member,
            organization_id=invitation.organization_id,
            until_date=None,
            defaults={"role": invitation.role},
            create_defaults={"role": invitation.role, "since_date": timezone.localdate(now)},
        )
        index_members([member.pk])
    return member, is_new


def open_account(*, email: str, name: str, is_guest: bool, now: datetime) -> tuple[Member, bool]:
    """
    Find or make the account of an address that a letter proved, and say whether it is new.

    Inside the caller's transaction. Who is asked into the association stops being a guest;
    a member who is asked somewhere as a guest stays a member. Who left, and may still come back,
    does so by taking an invitation up.

    :raises InvitationGone: when the account was closed.
    """
    member = Member.objects.filter(email=email).first()
    is_new = member is None
    if member is None:
        member = Member.objects.create_user(email, name=name, is_guest=is_guest, joined_at=now)
    elif not member.is_active and not take_back(member, actor=member, now=now):
        raise InvitationGone
    elif member.is_guest and not is_guest:
        Member.objects.filter(pk=member.pk).update(is_guest=False)
    EmailAddress.objects.update_or_create(
        user=member, email=member.email, defaults={"verified": True, "primary": True}
    )
    index_members([member.pk])
    return member, is_new
