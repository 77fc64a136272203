"""The pages and letters of accounts wear our clothes and speak our Dutch."""

import re
import time
from pathlib import Path

import allauth
import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.template.loader import render_to_string

from tests.factories.members import MemberFactory

ENGLISH = re.compile(
    r"\b(password|please|your|sign|account settings|verify|email address|security key|recovery)\b",
    re.IGNORECASE,
)
# Never reached: no telephone numbers, no sign-up by passkey, no links with a key in letters.
UNUSED = re.compile(r"phone|signup_|_signup|base_|cannot_")


def visible(html: str) -> str:
    """Return the words a reader meets."""
    html = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", html)


def checked(answer) -> str:
    page = answer.content.decode()
    assert answer.status_code == 200
    assert page.count("<h1") == 1
    assert '<html lang="nl">' in page
    assert not ENGLISH.search(visible(page))
    return page


@pytest.mark.parametrize(
    "address",
    ["login/", "login/code/", "password/reset/", "password/reset/done/", "signup/", "inactive/"],
)
def test_a_visitor_reads_plain_dutch(client, db, address):
    answer = client.get(f"/account/{address}", follow=True)
    checked(answer)


@pytest.mark.parametrize(
    "address",
    [
        "email/",
        "password/change/",
        "password/set/",
        "2fa/",
        "2fa/webauthn/",
        "sessions/",
        "opnieuw/",
        "logout/",
    ],
)
def test_a_member_reads_plain_dutch(client, db, address):
    member = MemberFactory()
    member.set_password(None if address == "password/set/" else "een-lang-wachtwoord")
    member.save()
    client.force_login(member, settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "code", "at": time.time()}]
    session["account_authentication_methods_user"] = str(member.pk)
    session.save()
    checked(client.get(f"/account/{address}"))


def test_a_code_is_as_near_as_a_password(client, db):
    page = checked(client.get("/inloggen/"))
    assert 'action="/account/login/code/"' in page
    assert "Stuur mij een code" in page
    assert 'href="/account/signup/"' not in page


def test_a_code_is_asked_for_and_filled_in(client, db):
    member = MemberFactory()
    page = checked(client.post("/account/login/code/", {"email": member.email}, follow=True))
    assert member.email in page
    page = checked(client.post("/account/login/code/confirm/", {"code": "FOUT"}))
    assert "Deze code klopt niet" in page


def test_a_wrong_password_keeps_the_address_that_was_typed(client, db):
    page = checked(client.post("/inloggen/", {"login": "noor@example.nl", "password": "mis"}))
    assert 'value="noor@example.nl"' in page
    assert "Dit e-mailadres of wachtwoord klopt niet." in page
    assert "Dit gaat nog niet goed" in page


def test_an_app_with_codes_can_be_switched_on(client, db):
    member = MemberFactory()
    member.set_password("een-lang-wachtwoord")
    member.save()
    member.emailaddress_set.create(email=member.email, verified=True, primary=True)
    client.force_login(member, settings.AUTHENTICATION_BACKENDS[0])
    client.post("/account/reauthenticate/", {"password": "een-lang-wachtwoord"})
    page = checked(client.get("/account/2fa/totp/activate/"))
    assert "<svg" in page
    assert "data:image" not in page
    assert checked(client.get("/account/2fa/webauthn/add/"))


@pytest.mark.parametrize("app", ["account", "mfa"])
def test_every_letter_and_message_of_an_account_is_ours(app):
    theirs = Path(allauth.__file__).parent / "templates" / app
    ours = Path(settings.BASE_DIR) / "templates" / app
    names = [path.relative_to(theirs) for path in theirs.rglob("*.txt")]
    missing = [str(name) for name in names if not (ours / name).exists() and not UNUSED.search(name.name)]
    assert missing == ["recovery_codes/download.txt"] * (app == "mfa")


def test_a_letter_with_a_code_says_what_to_do_with_it():
    letter = render_to_string("account/email/login_code_message.txt", {"code": "WDJB-MJHT"})
    assert letter.startswith("Dag,")
    assert "\nWDJB-MJHT\n" in letter
    assert not ENGLISH.search(letter)
