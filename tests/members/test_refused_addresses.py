"""An address that refuses our letters: its owner sees it, and her contact person is asked for another."""

import pytest
from django.urls import reverse

from mailing.models import OutgoingMail, Suppression
from mailing.queries.refusals import refusal_of
from members.actions import failed_mail as actions
from members.models import Affiliation
from tests.factories.mailing import SuppressionFactory
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory
from tests.golden import assert_letter


@pytest.fixture
def colleague(db):
    organization = OrganizationFactory(name="Wijkteam Oost")
    for name, role in [("Cor Contact", Affiliation.Role.CONTACT), ("Anne Bos", Affiliation.Role.COLLEAGUE)]:
        AffiliationFactory(organization=organization, member=MemberFactory(name=name), role=role)
    return organization.affiliations.get(member__name="Anne Bos").member


def test_a_contact_person_is_asked_once_for_another_address(colleague, now):
    refusal = SuppressionFactory(address=colleague.email)

    for _ in range(2):
        actions.ask_for_addresses(now=now)

    letter = OutgoingMail.objects.get()
    assert letter.about == f"refusal:{refusal.pk}"
    assert_letter(letter, "address_refused")


def test_nobody_is_asked_about_an_address_that_is_no_members_or_ones_own(colleague, now):
    contact = Affiliation.objects.contacts().get().member
    SuppressionFactory(address="weg@example.nl")
    SuppressionFactory(address=contact.email)

    actions.ask_for_addresses(now=now)

    assert not OutgoingMail.objects.exists()


def test_the_letter_stays_here_when_the_address_works_again(colleague, now):
    refusal = SuppressionFactory(address=colleague.email)
    actions.ask_for_addresses(now=now)
    rows = list(OutgoingMail.objects.all())
    still_refused = actions.notifications.still_refused

    assert still_refused(rows) == {rows[0].pk}
    refusal.delete()
    assert still_refused(rows) == set()


def test_its_owner_sees_it_on_her_overview_and_can_have_it_tried_again(colleague, client_of):
    browser, page = client_of(colleague), reverse("home:overview")
    assert "weigert onze post" not in browser.get(page).content.decode()
    SuppressionFactory(address=colleague.email)
    assert "weigert onze post" in browser.get(page).content.decode()

    answer = browser.post(reverse("mailing:trust-own"))

    assert (answer.status_code, answer["Location"]) == (303, page)
    assert refusal_of(colleague.email) is None
    assert not Suppression.objects.exists()
