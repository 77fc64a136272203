"""Sessions: seen, ended, and over by themselves."""

import time
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from cryptography.fernet import InvalidToken
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from audit.acts import Act
from audit.models import Entry
from members import encryption
from members.models import EDITORS, Member
from tests.cast import in_team, sign_in
from tests.factories.members import MemberFactory

PASSWORD = "een-lang-wachtwoord"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:150.0) Gecko/20100101 Firefox/150.0"


@pytest.fixture
def noor(db):
    member = MemberFactory(email="noor@example.nl")
    member.set_password(PASSWORD)
    member.save()
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def device(**options) -> Client:
    """Return a browser in which Noor signed in with her password."""
    client = Client(headers={"User-Agent": FIREFOX}, **options)
    client.post("/inloggen/", {"login": "noor@example.nl", "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/account/logout/").status_code == 200


def acts() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("act", flat=True))


def test_signing_in_gives_another_session_and_stands_in_the_log(noor, client):
    client.get("/inloggen/")
    session = client.session
    session["planted"] = True
    session.save()
    before = session.session_key

    client.post("/inloggen/", {"login": "NOOR@example.nl", "password": PASSWORD})

    assert is_in(client)
    assert client.session.session_key != before
    entry = Entry.objects.get()
    assert (entry.act, entry.actor, entry.facts) == (Act.SIGNED_IN, noor, {"with": ["password"]})


def test_a_member_sees_her_devices_and_ends_one_or_all_others(noor, django_assert_num_queries):
    here, telephone, library = device(), device(REMOTE_ADDR="192.0.2.77"), device()

    page = here.get("/account/sessions/").content.decode()
    assert page.count("<h2>") == 3
    assert "netwerk 192.0.2.0/24" in page
    assert "192.0.2.77" not in page
    assert page.count("Firefox, Windows") >= 3
    assert not UserSession.objects.filter(ip="192.0.2.77").exists()

    row = UserSession.objects.get(session_key=telephone.session.session_key)
    assert here.post("/account/sessions/", {"session": row.pk}).status_code == 303
    assert (is_in(here), is_in(telephone), is_in(library)) == (True, False, True)

    here.post("/account/sessions/", REMOTE_ADDR="192.0.2.77")
    assert (is_in(here), is_in(library)) == (True, False)
    assert UserSession.objects.get().ip == "192.0.2.0"
    assert here.get("/account/sessions/").content.decode().count("<h2>") == 1
    assert acts().count(Act.SESSIONS_ENDED) == 2


def test_nobody_ends_the_session_of_somebody_else(noor, client_of):
    here = device()
    row = UserSession.objects.get()

    client_of(MemberFactory()).post("/account/sessions/", {"session": row.pk})

    assert is_in(here)


def test_another_password_ends_all_other_sessions(noor):
    here, telephone = device(), device()
    new = "een-heel-ander-wachtwoord"

    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert (is_in(here), is_in(telephone)) == (True, False)
    assert Act.PASSWORD_CHANGED in acts()
    assert here.get("/account/sessions/").content.decode().count("<h2>") == 1


def test_another_address_asks_for_proof_and_ends_all_other_sessions(noor, mailoutbox):
    here, telephone = device(), device()

    asked = here.post("/account/email/", {"action_add": "", "email": "nieuw@example.nl"})
    assert asked["Location"] == "/account/reauthenticate/?next=%2Faccount%2Femail%2F"
    # What she had sent goes on by itself.
    here.post(asked["Location"], {"password": PASSWORD})
    letter = next(letter for letter in mailoutbox if letter.to == ["nieuw@example.nl"])
    code = next(line for line in letter.body.splitlines() if len(line) == 9 and line[4] == "-")
    here.post("/account/confirm-email/", {"code": code})
    here.post("/account/email/", {"action_primary": "", "email": "nieuw@example.nl"})

    noor.refresh_from_db()
    assert noor.email == "nieuw@example.nl"
    assert (is_in(here), is_in(telephone)) == (True, False)
    assert Act.ADDRESS_CHANGED in acts()


def test_who_has_neither_password_nor_factor_signs_in_again_before_she_changes_anything(db, client_of):
    member = MemberFactory()
    member.set_unusable_password()
    member.save()
    client = client_of(member)

    for path in ("/account/password/set/", "/account/2fa/totp/activate/", "/account/2fa/webauthn/add/"):
        assert client.get(path)["Location"].startswith("/account/opnieuw/?next="), path
    page = client.get("/account/opnieuw/?next=/account/2fa/totp/activate/")
    again = client.post("/account/opnieuw/?next=https://elders.example/")

    assert "Log opnieuw in" in page.content.decode()
    assert again["Location"] == "/inloggen/?next=%2Faccount%2Femail%2F"
    assert not is_in(client)


def test_whose_account_is_closed_is_out_at_once(noor):
    here = device()

    Member.objects.update(is_active=False)

    assert not is_in(here)


@pytest.mark.parametrize(
    ("later", "member", "editor"),
    [
        (timedelta(hours=7), True, True),
        (timedelta(hours=9), True, False),
        (timedelta(days=13), True, False),
        (timedelta(days=15), False, False),
    ],
)
def test_a_session_is_over_after_fourteen_days_and_in_the_office_after_eight_idle_hours(
    db, later, member, editor
):
    clients = [sign_in(Client(), MemberFactory()), sign_in(Client(), in_team(MemberFactory(), EDITORS))]
    assert all(map(is_in, clients))

    with time_machine.travel(timezone.now() + later):
        assert [is_in(client) for client in clients] == [member, editor]


def test_using_it_keeps_a_session_of_the_office_awake_but_not_for_ever(db):
    client = sign_in(Client(), in_team(MemberFactory(), EDITORS))
    began = timezone.now()

    for hours in range(6, 15 * 24, 6):
        with time_machine.travel(began + timedelta(hours=hours)):
            assert is_in(client) == (hours < 14 * 24), f"after {hours} hours"


def test_what_a_factor_is_made_of_cannot_be_read_in_the_database(noor, settings):
    TOTP.activate(noor, SECRET)
    codes = RecoveryCodes.activate(noor).get_unused_codes()
    kept = {factor.type: str(factor.data) for factor in Authenticator.objects.all()}

    assert SECRET not in kept["totp"]
    assert all(encryption.MARK in data for data in kept.values())
    # Another key, with the former one beside it until everything is locked anew.
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "de-volgende-sleutel"
    assert unlocked(noor) == (SECRET, codes)
    call_command("encrypt_factors_anew", verbosity=0)
    settings.SECRET_KEY_FALLBACKS = []
    assert unlocked(noor) == (SECRET, codes)
    settings.SECRET_KEY = "een-geraden-sleutel"
    with pytest.raises(InvalidToken):
        unlocked(noor)


def unlocked(member) -> tuple[str, list[str]]:
    totp, codes = (Authenticator.objects.get(user=member, type=kind) for kind in ("totp", "recovery_codes"))
    return encryption.decrypt(totp.data["secret"]), RecoveryCodes(codes).get_unused_codes()


def test_what_was_kept_in_the_clear_is_locked_once(noor):
    factor = Authenticator.objects.create(user=noor, type="totp", data={"secret": SECRET})

    for _ in range(2):
        encryption.put_in_each(Authenticator, encryption.encrypt_anew)
        factor.refresh_from_db()
        assert factor.data["secret"] != SECRET
        assert encryption.decrypt(factor.data["secret"]) == SECRET
    assert factor.wrap().validate_code(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))


def test_factors_stand_in_the_log(noor, settings, django_capture_on_commit_callbacks):
    # A test commits when the request is over, and a letter about it needs the request.
    settings.ACCOUNT_EMAIL_NOTIFICATIONS = False
    here = device()
    here.post("/account/reauthenticate/", {"password": PASSWORD})
    here.get("/account/2fa/totp/activate/")
    secret = here.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))

    with django_capture_on_commit_callbacks(execute=True):
        here.post("/account/2fa/totp/activate/", {"code": code})
        here.post("/account/2fa/recovery-codes/generate/")
        here.post("/account/2fa/totp/deactivate/")

    # The recovery codes come and go with the app.
    twice = [Act.FACTOR_ADDED, Act.FACTOR_REMOVED] * 2
    assert sorted(acts()) == sorted([Act.SIGNED_IN, Act.CODES_RENEWED, *twice])
