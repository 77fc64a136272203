"""Inviting, accepting, handing over and leaving."""

from datetime import UTC, datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied

from mailing.models import OutgoingMail
from members.actions import invitations, organizations
from members.models import Affiliation, Invitation, Member
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.golden import assert_letter

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 3, 10, tzinfo=UTC)


@pytest.fixture
def contact():
    """A contact person with her organisation."""
    return AffiliationFactory(role=Affiliation.Role.CONTACT)


def invite(contact, **changes):
    """Invite somebody new, on behalf of the contact person."""
    wanted = {
        "email": "Nieuw@Example.nl",
        "name": "Noor",
        "organization": contact.organization,
        "role": Affiliation.Role.COLLEAGUE,
        "actor": contact.member,
        "now": NOW,
    }
    return invitations.invite(**wanted | changes)


def token_in(mail: OutgoingMail) -> str:
    """Return the token from the link in an invitation letter."""
    return mail.text.split("/uitnodiging/")[1].split("/")[0]


def test_invite_writes_one_letter_to_the_address_in_lower_case(contact):
    invitation = invite(contact)

    letter = OutgoingMail.objects.get()
    assert (letter.to_address, letter.has_secret) == ("nieuw@example.nl", True)
    assert invitation.expires_at == NOW + timedelta(days=14)
    assert invitations.token_hash(token_in(letter)) == invitation.token_hash


def test_an_invitation_says_who_asks_and_what_it_is(contact):
    contact.member.name, contact.organization.name = "Cor Contact", "Wijkteam Oost"
    contact.member.save()
    contact.organization.save()

    invite(contact)

    assert_letter(OutgoingMail.objects.get(), "invitation")


def test_invite_by_a_colleague_without_that_role_is_refused(contact):
    colleague = AffiliationFactory(organization=contact.organization).member

    with pytest.raises(PermissionDenied):
        invite(contact, actor=colleague)

    assert not Invitation.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_invite_again_makes_the_first_link_useless(contact):
    invite(contact)
    first = token_in(OutgoingMail.objects.get())
    invite(contact)

    with pytest.raises(invitations.InvitationGone):
        invitations.accept_invitation(token=first, name="Noor", now=NOW)


def test_invite_of_somebody_who_is_there_already_is_refused(contact):
    with pytest.raises(invitations.AlreadyColleague):
        invite(contact, email=contact.member.email.upper())


def test_accept_makes_an_account_with_a_confirmed_address_and_a_place(contact):
    invite(contact, role=Affiliation.Role.CONTACT)

    member, is_new = invitations.accept_invitation(
        token=token_in(OutgoingMail.objects.get()), name="Noor", now=NOW
    )

    assert is_new
    assert EmailAddress.objects.get(user=member).verified
    assert [(p.organization, p.role) for p in member.affiliations.current()] == [
        (contact.organization, "contact")
    ]


def test_accept_gives_an_existing_account_a_second_place(contact):
    elsewhere = AffiliationFactory(member=MemberFactory(email="nieuw@example.nl"))
    invite(contact)

    member, is_new = invitations.accept_invitation(
        token=token_in(OutgoingMail.objects.get()), name="Noor", now=NOW
    )

    assert (member, is_new) == (elsewhere.member, False)
    assert {p.organization for p in member.affiliations.current()} == {
        elsewhere.organization,
        contact.organization,
    }


@pytest.mark.parametrize("age", [timedelta(days=14), timedelta(days=30)])
def test_accept_after_fourteen_days_is_refused(contact, age):
    invite(contact)

    with pytest.raises(invitations.InvitationGone):
        invitations.accept_invitation(token=token_in(OutgoingMail.objects.get()), name="Noor", now=NOW + age)

    assert not Member.objects.filter(email="nieuw@example.nl").exists()


def test_accept_works_once(contact):
    invite(contact)
    token = token_in(OutgoingMail.objects.get())
    invitations.accept_invitation(token=token, name="Noor", now=NOW)

    with pytest.raises(invitations.InvitationGone):
        invitations.accept_invitation(token=token, name="Noor", now=NOW)


def test_withdraw_ends_the_link_and_is_for_who_may_invite(contact):
    invitation = invite(contact)
    token = token_in(OutgoingMail.objects.get())

    with pytest.raises(PermissionDenied):
        invitations.withdraw_invitation(invitation=invitation, actor=MemberFactory(), now=NOW)
    invitations.withdraw_invitation(invitation=invitation, actor=contact.member, now=NOW)

    with pytest.raises(invitations.InvitationGone):
        invitations.accept_invitation(token=token, name="Noor", now=NOW)


def test_handing_over_makes_the_colleague_contact_person(contact):
    colleague = AffiliationFactory(organization=contact.organization)

    with pytest.raises(PermissionDenied):
        organizations.change_role(affiliation=colleague, role="contact", actor=colleague.member, now=NOW)
    organizations.change_role(affiliation=colleague, role="contact", actor=contact.member, now=NOW)

    colleague.refresh_from_db()
    assert colleague.role == Affiliation.Role.CONTACT


def test_leaving_ends_the_place_and_keeps_its_years(contact):
    stranger = AffiliationFactory()

    with pytest.raises(PermissionDenied):
        organizations.end_affiliation(affiliation=contact, actor=stranger.member, now=NOW)
    # By the clock of the Netherlands it is the next day.
    late = NOW.replace(hour=23, minute=30)
    organizations.end_affiliation(affiliation=contact, actor=contact.member, now=late)

    contact.refresh_from_db()
    assert contact.until_date == NOW.date() + timedelta(days=1)


def test_coming_back_after_leaving_is_a_new_place(contact):
    organizations.end_affiliation(affiliation=contact, actor=contact.member, now=NOW)
    AffiliationFactory(member=contact.member, organization=OrganizationFactory())

    assert AffiliationFactory(member=contact.member, organization=contact.organization).pk != contact.pk
