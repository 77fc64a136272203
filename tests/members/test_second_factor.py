"""Whoever works in the back office shows a second factor in the very session in which she works there."""

import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa import app_settings
from allauth.mfa.internal.flows import trust as trusting
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from audit.acts import Act
from audit.models import Entry
from members.models import ADMINISTRATORS
from tests.cast import ROLES, in_team, sign_in
from tests.database import undone
from tests.doors import all_doors, knock
from tests.factories.members import MemberFactory
from tests.house.addresses import all_addresses

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "een-lang-wachtwoord"
ENROLMENT = "/account/2fa/"
PROOF = "/account/2fa/reauthenticate/?next="


def half_in(member) -> Client:
    """Return the browser of somebody who signed in with one factor."""
    client = Client()
    client.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def code(at: float | None = None) -> str:
    return format_hotp_value(hotp_value(SECRET, int(at or time.time()) // 30))


@pytest.fixture
def administrator(db):
    member = in_team(MemberFactory(name="Abel Beheer"), ADMINISTRATORS)
    member.set_password(PASSWORD)
    member.save()
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def test_without_a_second_factor_no_page_of_the_back_office_opens(administrator):
    client = half_in(administrator)

    office = {address.sample for address in all_addresses() if address.pattern.startswith("beheer/")}
    opened = {path for path in office if client.get(path).status_code == 200}

    assert opened == {"/beheer/logout/"}


@pytest.mark.parametrize("role", ["programme_team", "editor", "administrator"])
def test_on_the_site_a_role_counts_for_nothing_without_a_second_factor(scene, role):
    place, elsewhere = ROLES.index(role), ROLES.index("elsewhere")
    client = half_in(scene.person(role))
    other = sign_in(Client(), scene.elsewhere)
    tried = 0
    for name, doors in all_doors().items():
        for door, method in ((door, method) for door in doors for method in ("get", "post")):
            expected = door.expected(method)
            if expected[place] == expected[elsewhere]:
                continue
            tried += 1
            with undone():
                path, sends = door.path(name, scene), door.sends(scene)
                with undone():
                    answer = knock(client, method, path, sends)
                status = answer.status_code
                if status in (403, 404, 405) or answer.get("Location") == ENROLMENT:
                    continue
                as_member = knock(other, method, path, sends).status_code
            assert status == as_member, f"{method.upper()} {path}: {status}"
    assert tried > 2


def test_who_has_no_factor_is_led_to_one_and_told_why(administrator):
    page = half_in(administrator).get("/beheer/", follow=True)

    assert page.redirect_chain == [(ENROLMENT, 302)]
    assert "Voor het beheer heb je een tweede stap nodig" in page.content.decode()
    assert "Zet een app aan" in page.content.decode()


def test_who_enrolled_proves_it_in_each_session_and_then_is_where_she_wanted_to_be(administrator):
    before, elsewhere = half_in(administrator), half_in(administrator)
    TOTP.activate(administrator, SECRET)

    assert before.get("/beheer/leden/")["Location"] == f"{PROOF}%2Fbeheer%2Fleden%2F"
    shown = before.post(f"{PROOF}/beheer/leden/", {"code": code()})

    assert shown["Location"] == "/beheer/leden/"
    assert before.get("/beheer/").status_code == 200
    # Another session of hers is as far as it was.
    assert elsewhere.get("/beheer/")["Location"] == f"{PROOF}%2Fbeheer%2F"


def test_a_password_proves_nothing_to_the_back_office(administrator):
    TOTP.activate(administrator, SECRET)
    client = half_in(administrator)

    client.post("/account/reauthenticate/?next=/beheer/", {"password": PASSWORD})

    assert client.get("/beheer/")["Location"].startswith(PROOF)


def test_a_code_counts_once(administrator):
    TOTP.activate(administrator, SECRET)
    seen_on_a_screen = code()

    half_in(administrator).post(f"{PROOF}/beheer/", {"code": seen_on_a_screen})
    thief = half_in(administrator)
    thief.post(f"{PROOF}/beheer/", {"code": seen_on_a_screen})

    assert thief.get("/beheer/")["Location"].startswith(PROOF)


def test_a_trusted_browser_is_asked_all_the_same(administrator, settings, client):
    settings.MFA_TRUST_ENABLED = True
    TOTP.activate(administrator, SECRET)
    trust = trusting.IssuedTrust(trusting.create_config_fingerprint(administrator), int(time.time()))
    client.cookies[app_settings.TRUST_COOKIE_NAME] = trusting.encode_trust_cookie([trust])

    back = client.post("/inloggen/", {"login": administrator.email, "password": PASSWORD})

    assert back["Location"] == "/mijn/", "the browser is trusted"
    assert client.get("/beheer/")["Location"].startswith(PROOF)


def test_a_recovery_code_lets_the_last_administrator_in(administrator):
    TOTP.activate(administrator, SECRET)
    spare = RecoveryCodes.activate(administrator).get_unused_codes()[0]
    client = half_in(administrator)

    client.post(f"{PROOF}/beheer/", {"code": spare})

    assert client.get("/beheer/").status_code == 200


def test_who_takes_her_last_factor_away_closes_the_door_behind_her(administrator):
    TOTP.activate(administrator, SECRET)
    client = half_in(administrator)
    client.post(f"{PROOF}/beheer/", {"code": code()})

    client.post("/account/2fa/totp/deactivate/")

    assert not Authenticator.objects.exists()
    assert client.get("/beheer/")["Location"] == ENROLMENT


def test_a_factor_is_reset_on_the_server_and_that_is_written_down(administrator):
    TOTP.activate(administrator, SECRET)
    RecoveryCodes.activate(administrator)
    client = sign_in(Client(), administrator)
    assert client.get("/beheer/").status_code == 200

    call_command("reset_second_factor", administrator.email.upper(), reason="Gebeld", verbosity=0)

    assert not Authenticator.objects.exists()
    assert client.get("/beheer/")["Location"] == "/inloggen/?next=/beheer/"
    entry = Entry.objects.get(act=Act.FACTORS_TAKEN_AWAY)
    assert (entry.actor, entry.subject_id, entry.reason) == (None, administrator.pk, "Gebeld")
    assert entry.facts == {"count": 2}
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "niemand@example.nl", reason="Gebeld")


def test_a_member_pays_nothing_for_it(scene):
    with CaptureQueriesContext(connection) as queries:
        half_in(scene.participant).get(reverse("account_logout"))

    asked = [query["sql"] for query in queries if "mfa_authenticator" in query["sql"]]
    assert asked == []
