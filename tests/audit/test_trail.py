"""What is written down, and from where it was asked."""

import pytest
from django.test import Client
from django.urls import reverse

from audit.acts import Act
from audit.models import Entry
from audit.origin import browser_of, network_of
from members.models import Affiliation
from tests.factories.members import AffiliationFactory

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"


@pytest.mark.django_db
def test_a_role_that_changes_is_written_down():
    contact = AffiliationFactory(role=Affiliation.Role.CONTACT)
    colleague = AffiliationFactory(organization=contact.organization)
    client = Client(headers={"User-Agent": FIREFOX})
    client.force_login(contact.member)

    client.post(reverse("members:change-role", args=[colleague.pk]), {"role": "contact"})

    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.subject_id) == (Act.ROLE_CHANGED, contact.member, colleague.pk)
    assert (entry.facts, entry.network, entry.browser) == (
        {"role": "contact"},
        "127.0.0.0/24",
        "Firefox, Windows",
    )


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2:3::4", "2001:db8:1::/48"),
        ("niets", ""),
        (None, ""),
    ],
)
def test_only_the_network_of_an_address_is_kept(address, network):
    assert network_of(address) == network


def test_an_unknown_browser_is_nothing():
    assert browser_of("curl/8.0") == ""
