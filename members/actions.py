"""What members do about who they are: invite, accept, hand over, leave, change a profile."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from mailing import upkeep
from mailing.queries.post import failed_since
from mailing.queries.refusals import refusals, written_about
from members import notifications
from members.indexing import index_members
from members.models import Affiliation, Invitation, Member, Organization
from members.permissions import (
    Roles,
    may_edit_affiliations,
    may_end_affiliation,
    may_invite,
    may_let_rest,
    may_withdraw,
    require,
)

INVITATION_LASTS = timedelta(days=14)


class AlreadyColleague(Exception):
    """The address belongs to somebody who is already at this organisation."""


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
    email = email.lower()
    if Affiliation.objects.current().filter(member__email=email, organization=organization).exists():
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
    return invitation


@transaction.atomic(durable=True)
def withdraw_invitation(*, invitation: Invitation, actor: Member, now: datetime) -> None:
    """
    Take an invitation back; its link stops working at once.

    :raises InvitationGone: when it was accepted or withdrawn meanwhile.
    """
    require(may_withdraw(Roles.of(actor), invitation))
    if not Invitation.objects.open(now).filter(pk=invitation.pk).update(withdrawn_at=now):
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
            create_defaults={"role": invitation.role, "since_date": now.date()},
        )
        index_members([member.pk])
    return member, is_new


def open_account(*, email: str, name: str, is_guest: bool, now: datetime) -> tuple[Member, bool]:
    """
    Find or make the account of an address that a letter proved, and say whether it is new.

    Inside the caller's transaction. Who is asked into the association stops being a guest;
    a member who is asked somewhere as a guest stays a member.

    :raises InvitationGone: when the account was closed.
    """
    member = Member.objects.filter(email=email).first()
    is_new = member is None
    if member is None:
        member = Member.objects.create_user(email, name=name, is_guest=is_guest, joined_at=now)
    elif not member.is_active:
        raise InvitationGone
    elif member.is_guest and not is_guest:
        Member.objects.filter(pk=member.pk).update(is_guest=False)
    EmailAddress.objects.update_or_create(
        user=member, email=member.email, defaults={"verified": True, "primary": True}
    )
    index_members([member.pk])
    return member, is_new


@transaction.atomic(durable=True)
def change_role(*, affiliation: Affiliation, role: str, actor: Member) -> None:
    """Make a colleague contact person, or let a contact person be a colleague again."""
    require(may_edit_affiliations(Roles.of(actor), affiliation.organization))
    Affiliation.objects.current().filter(pk=affiliation.pk).update(role=role)


@transaction.atomic(durable=True)
def end_affiliation(*, affiliation: Affiliation, actor: Member, now: datetime) -> None:
    """End a place; what she wrote stays, with the organisation she was at then."""
    require(may_end_affiliation(Roles.of(actor), affiliation))
    Affiliation.objects.current().filter(pk=affiliation.pk).update(until_date=now.date())
    index_members([affiliation.member_id])


@transaction.atomic(durable=True)
def let_rest(*, organization: Organization, until: date | None, actor: Member) -> None:
    """Ask this organisation nothing new until a day (*nu even niet*), or ask it again when there is none."""
    require(may_let_rest(Roles.of(actor), organization))
    Organization.objects.filter(pk=organization.pk).update(rests_until=until)


@transaction.atomic(durable=True)
def change_profile(*, member: Member, actor: Member, name: str, phone: str, shows_phone: bool) -> None:
    """Change one's own name and phone number, and whether members see the number."""
    require(member == actor)
    Member.objects.filter(pk=member.pk).update(name=name, phone=phone, shows_phone=shows_phone)
    index_members([member.pk])


def ask_for_addresses(*, now: datetime) -> None:
    """
    Ask contact persons for an address in the place of each that refuses our letters, once.

    Safe to run twice or at once: a letter has the refusal in its key.
    """
    known = {f"refusal:{refusal.pk}": refusal for refusal in refusals()}
    asked = written_about(notifications.ADDRESS_REFUSED.name, known)
    for refusal in (refusal for about, refusal in known.items() if about not in asked):
        member = Member.objects.members().filter(email=refusal.address).first()
        if member:
            notifications.address_refused(refusal, member, _contacts_of(member), now=now)


@transaction.atomic(durable=True)
def report_failed_mail(*, now: datetime) -> None:
    """
    Tell who looks after the post what failed since this was last done; nothing failed, no letter.

    Safe to run often or at once: it is done once a day, from noon.
    """
    since = upkeep.since_last_report(now)
    if since is None:
        return
    failed = failed_since(since, but_not=notifications.FAILED_MAIL.name)
    if failed.count:
        notifications.mail_failed(failed, now=now)


def _contacts_of(member: Member) -> list[tuple[Member, Organization]]:
    """Return who else looks after the organisations where a member works."""
    where = Affiliation.objects.current().filter(member=member, organization__is_active=True)
    contacts = Affiliation.objects.contacts().filter(organization__in=where.values("organization"))
    others = contacts.filter(member__is_active=True).exclude(member=member)
    return [(one.member, one.organization) for one in others.select_related("member", "organization")]
