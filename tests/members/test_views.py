"""The directory, organisations and the way in, as people meet them."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mailing.models import OutgoingMail
from members.actions import invitations
from members.indexing import index_members
from members.models import Affiliation, Member
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact():
    """A contact person with her organisation."""
    return AffiliationFactory(role=Affiliation.Role.CONTACT)


@pytest.fixture
def token(contact):
    """The token of an invitation that was just sent."""
    invitations.invite(
        email="noor@example.nl",
        name="Noor",
        organization=contact.organization,
        role=Affiliation.Role.COLLEAGUE,
        actor=contact.member,
        now=timezone.now(),
    )
    return OutgoingMail.objects.get().text.split("/uitnodiging/")[1].split("/")[0]


def test_opening_an_invitation_changes_nothing(client, token):
    for _ in range(2):
        response = client.get(reverse("members:accept", args=[token]))

    assert response.status_code == 200
    assert not Member.objects.filter(email="noor@example.nl").exists()


def test_accepting_an_invitation_signs_the_new_member_in(client, token):
    response = client.post(reverse("members:accept", args=[token]), {"name": "Noor"})

    assert response.status_code == 303
    assert client.session["_auth_user_id"] == str(Member.objects.get(email="noor@example.nl").pk)


def test_accepting_without_a_name_says_so_and_keeps_the_invitation(client, token):
    response = client.post(reverse("members:accept", args=[token]), {"name": ""})

    assert response.status_code == 422
    assert client.get(reverse("members:accept", args=[token])).status_code == 200


def test_accepting_never_opens_an_account_that_exists(client, token):
    MemberFactory(email="noor@example.nl")

    response = client.post(reverse("members:accept", args=[token]), {"name": "Noor"})

    assert response.status_code == 303
    assert "_auth_user_id" not in client.session


def test_an_unknown_token_is_gone_and_says_what_to_do(client):
    response = client.get(reverse("members:accept", args=["onzin"]))

    assert response.status_code == 410
    assert "vraag dan degene die je uitnodigde" in response.content.decode()


@pytest.mark.parametrize("people", [1, 3])
def test_an_organization_costs_the_same_for_more_people(client, django_assert_num_queries, people):
    organization = OrganizationFactory()
    for _ in range(people):
        AffiliationFactory(organization=organization)
    reader = AffiliationFactory(organization=organization, role=Affiliation.Role.CONTACT).member
    client.force_login(reader)

    with django_assert_num_queries(15):
        client.get(reverse("members:organization", args=[organization.pk]))


@pytest.mark.parametrize("door", ["directory", "organizations"])
def test_a_long_list_has_pages(client, door):
    for _ in range(26):
        AffiliationFactory()
    client.force_login(MemberFactory())

    response = client.get(reverse(f"members:{door}"), {"pagina": "2"})

    assert response.status_code == 200
    assert 'aria-current="page">2' in response.content.decode()


def test_an_administrator_finds_members_by_name_in_the_back_office(scene, client_of):
    page = client_of(scene.administrator).get("/beheer/users/").content.decode()

    assert page.index("Abel Beheer") < page.index("Bea Begeleider") < page.index("Rik Redacteur")


def test_who_works_at_an_organisation_is_found_by_its_new_name(scene, client_of):
    index_members([scene.elsewhere.pk])
    search = client_of(scene.participant)
    office = client_of(scene.administrator)
    path = f"/beheer/organisaties/edit/{scene.other_organization.pk}/"
    assert scene.elsewhere.name not in search.get("/zoeken/", {"zoek": "Zonnebloem"}).text
    initial = office.get(path).context["form"].initial
    sent = {name: value for name, value in initial.items() if value not in (None, [], False)}

    answer = office.post(path, sent | {"name": "Wijkteam Zonnebloem"})

    assert answer.status_code == 302
    assert scene.elsewhere.name in search.get("/zoeken/", {"zoek": "Zonnebloem"}).text


def test_contact_person_says_until_when_nothing_new_is_asked(contact, client_of):
    address = reverse("members:rest", args=[contact.organization_id])
    browser = client_of(contact.member)
    day = timezone.localdate() + timedelta(days=30)

    assert browser.post(address, {"until": day.isoformat()}).status_code == 303
    contact.organization.refresh_from_db()
    assert contact.organization.rests_until == day
    assert (
        "vragen we hier niets nieuws" in browser.get(contact.organization.get_absolute_url()).content.decode()
    )

    browser.post(address, {"again": "1"})
    contact.organization.refresh_from_db()
    assert contact.organization.rests_until is None


@pytest.mark.parametrize("days", [0, -1, 400])
def test_rest_is_for_a_day_to_come_within_a_year(contact, client_of, days):
    day = timezone.localdate() + timedelta(days=days)

    response = client_of(contact.member).post(
        reverse("members:rest", args=[contact.organization_id]), {"until": day.isoformat()}
    )

    assert response.status_code == 422
    contact.organization.refresh_from_db()
    assert contact.organization.rests_until is None
