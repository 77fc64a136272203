"""
A passkey, with an authenticator that Chromium plays: in without a word typed, and into the back office.

Nothing works without JavaScript here, and the page of a passkey says so.
"""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from members.models import PROGRAMME_TEAM, Member
from tests.factories.members import MemberFactory
from tests.journeys.steps import PASSWORD, confirm_addresses, sign_in

# A telephone or laptop that knows its owner by a finger, and says yes at once.
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
NAME = "Telefoon"


def person(name: str) -> Member:
    """Create somebody who can sign in with a password."""
    member = MemberFactory(name=name)
    member.set_password(PASSWORD)
    member.save()
    return member


@pytest.fixture
def phone(signed_in, live_server) -> Page:
    """A browser at a secure address, on a device that keeps passkeys."""
    assert live_server.url.startswith("http://localhost:"), "passkeys belong to a name, not to a number"
    page = signed_in(None).new_page()
    wires = page.context.new_cdp_session(page)
    wires.send("WebAuthn.enable")
    wires.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    return page


def test_a_passkey_lets_a_member_in_by_itself_and_the_team_into_its_office(transactional_db, phone):
    member, colleague = person("Dina Deelnemer"), person("Pia Programma")
    colleague.groups.add(Group.objects.get(name=PROGRAMME_TEAM))
    confirm_addresses()

    sign_in(phone, member, "/account/2fa/")
    add_passkey(phone)
    sign_out(phone)
    come_in_with_passkey(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text("Mijn overzicht")
    assert Authenticator.objects.get(user=member, type="webauthn").last_used_at

    end_passkey(phone)
    assert not Authenticator.objects.exists()
    sign_out(phone)
    # The device still has it; the portal no longer knows it.
    come_in_with_passkey(phone)
    expect(phone.get_by_text("Deze code of passkey klopt niet")).to_be_visible()

    sign_in(phone, colleague, "/beheer/")
    add_passkey(phone)
    phone.goto("/beheer/")
    prove_with_passkey(phone)
    phone.wait_for_url("**/beheer/")
    sign_out(phone)
    sign_in(phone, colleague, "/beheer/")
    prove_with_passkey(phone)
    phone.wait_for_url("**/beheer/")


def add_passkey(page: Page) -> None:
    """Enrol this device, with which one comes in without a password too."""
    page.get_by_role("link", name="Voeg een passkey toe").click()
    page.get_by_label("Je wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Ga verder").click()
    page.get_by_label("Hoe wil je hem noemen?").fill(NAME)
    page.get_by_label("Hiermee kan ik inloggen zonder wachtwoord").check()
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Herstelcodes")


def sign_out(page: Page) -> None:
    """Leave."""
    page.goto("/account/logout/")
    page.get_by_role("main").get_by_role("button", name="Log uit").click()
    page.wait_for_url("**/")


def come_in_with_passkey(page: Page) -> None:
    """Press one button; the device does the rest."""
    page.goto("/inloggen/")
    page.get_by_role("button", name="Log in met een passkey").click()


def prove_with_passkey(page: Page) -> None:
    """Show, signed in or half-way, that it is she."""
    page.get_by_role("button", name="Gebruik je passkey of sleutel").click()


def end_passkey(page: Page) -> None:
    """Take it away again, after showing it once more."""
    page.goto("/account/2fa/webauthn/")
    page.get_by_role("link", name=f"Verwijder {NAME}").click()
    prove_with_passkey(page)
    page.get_by_role("button", name="Verwijder").click()
    expect(page.get_by_text("Je hebt er nog geen.")).to_be_visible()
