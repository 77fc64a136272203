"""Who signs in where she works comes in here by an address that both sides know to be hers."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.test import override_settings

from members.models import Member
from tests.factories.members import MemberFactory
from tests.oidc import Provider

LOGIN = "/account/oidc/werk/login/"
CALLBACK = f"{LOGIN}callback/"


@pytest.fixture(scope="module")
def listening():
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture
def provider(listening, settings):
    settings.SOCIALACCOUNT_PROVIDERS = listening.settings()
    settings.OIDC_PROVIDERS = [{"id": "werk", "name": "Gemeente Oost"}]
    listening.claims = {"sub": "1", "email": "noor@oost.example", "email_verified": True}
    listening.lies = {}
    return listening


@pytest.fixture
def noor(db):
    member = MemberFactory(email="noor@oost.example")
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def come_back(client, provider, query: str = ""):
    """Go to the provider, sign in there, and return the answer to what one comes back with."""
    there = client.get(LOGIN + query)["Location"]
    assert there.startswith(f"{provider.url}/authorization?")
    return client.get(CALLBACK, provider.sign_in(there))


def is_in(client) -> bool:
    return client.get("/mijn/").status_code == 200


def test_the_button_stands_there_when_an_organisation_has_it(client, provider, db, settings):
    assert f'href="{LOGIN}">Log in via Gemeente Oost</a>' in client.get("/inloggen/").content.decode()
    settings.OIDC_PROVIDERS = []
    assert "Log in via" not in client.get("/inloggen/").content.decode()


def test_an_address_that_both_know_to_be_hers_lets_her_in(client, provider, noor):
    provider.claims["email"] = "Noor@Oost.example"

    answer = come_back(client, provider, "?next=/leden/")

    assert answer["Location"] == "/leden/"
    assert is_in(client)
    # Nothing is tied: the next time her address is asked for again.
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    ("claims", "lies"),
    [
        ({"email_verified": False}, {}),
        ({"email_verified": "true"}, {}),
        ({"email": "iemand@oost.example"}, {}),
        ({"email": ""}, {}),
        ({}, {"sub": "2"}),
    ],
    ids=["unverified", "verified-in-words", "another-address", "no-address", "token-of-somebody-else"],
)
def test_who_is_not_proven_to_be_a_member_stays_outside(client, provider, noor, claims, lies):
    provider.claims |= claims
    provider.lies = lies

    answer = come_back(client, provider)

    assert answer.status_code == 403
    assert "We vinden geen account bij dit adres" in answer.content.decode()
    assert not is_in(client)
    assert Member.objects.count() == 1


@pytest.mark.parametrize(
    "lies",
    [{"iss": "https://elders.example"}, {"aud": "iets-anders"}, {"exp": time.time() - 3600}],
    ids=["another-issuer", "for-somebody-else", "expired"],
)
def test_a_token_that_is_not_for_us_counts_for_nothing(client, provider, noor, lies):
    provider.lies = lies

    assert "lukte niet" in come_back(client, provider).content.decode()
    assert not is_in(client)


@pytest.mark.parametrize(("domains", "status"), [([], 302), (["Oost.example"], 302), (["west.example"], 403)])
def test_with_domains_of_its_own_an_organisation_vouches_for_these_only(
    client, provider, noor, domains, status
):
    [app] = provider.settings()["openid_connect"]["APPS"]
    with override_settings(
        SOCIALACCOUNT_PROVIDERS={
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [app | {"settings": app["settings"] | {"verified_email": domains or False}}],
            }
        }
    ):
        assert come_back(client, provider).status_code == status


def test_an_address_that_we_never_proved_lets_nobody_in(client, provider, noor):
    noor.emailaddress_set.update(verified=False)

    assert come_back(client, provider).status_code == 403


def test_whose_account_is_closed_stays_outside(client, provider, noor):
    Member.objects.update(is_active=False)

    assert come_back(client, provider).status_code == 403


def test_what_one_came_back_with_counts_once_and_in_one_browser(client, provider, noor, client_of):
    brought = provider.sign_in(client.get(LOGIN)["Location"])

    thief = client_of(None)
    assert "lukte niet" in thief.get(CALLBACK, brought).content.decode()
    assert "lukte niet" in client.get(CALLBACK, brought | {"state": "geraden"}).content.decode()
    assert client.get(CALLBACK, brought).status_code == 302
    assert is_in(client)
    client.post("/account/logout/")
    assert "lukte niet" in client.get(CALLBACK, brought).content.decode()
    assert not is_in(client)
    assert not is_in(thief)


def test_an_account_is_never_tied_to_one_elsewhere(client_of, provider, noor):
    signed_in = client_of(noor)

    assert come_back(signed_in, provider, "?process=connect").status_code == 403
    assert not SocialAccount.objects.exists()


def test_who_stops_halfway_is_told_so(client, provider, db):
    client.get(LOGIN)
    state = client.session["socialaccount_states"]

    page = client.get(CALLBACK, {"error": "access_denied", "state": next(iter(state))}, follow=True)

    assert "Je bent niet ingelogd" in page.content.decode()


def test_her_second_factor_is_asked_all_the_same(client, provider, noor):
    TOTP.activate(noor, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")

    assert come_back(client, provider)["Location"] == "/account/2fa/authenticate/"
    assert not is_in(client)
