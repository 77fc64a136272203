"""What somebody gets who guesses: the same for any address, in the same time, and soon nothing."""

import json
import re
import time
from datetime import timedelta
from itertools import count
from statistics import median

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from fido2.utils import websafe_encode

from mailing.models import OutgoingMail
from tests.factories.members import MemberFactory

KNOWN, UNKNOWN = "noor@example.nl", "niemand@example.nl"
PASSWORD = "een-lang-wachtwoord"
TRIES = 200
REFUSED = "Het is te vaak mislukt. Probeer het over een paar minuten weer."
ROADS = {
    "password": ("/inloggen/", lambda address: {"login": address, "password": "mis"}),
    "code": ("/account/login/code/", lambda address: {"email": address}),
    "reset": ("/account/password/reset/", lambda address: {"email": address}),
}
# Of each road: how often for one address, and how often from one network.
LIMITS = {"password": (5, 10), "code": (3, 20), "reset": (5, 20)}
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


class CountingHasher(MD5PasswordHasher):
    """As quick as in all tests, and says how often it was asked."""

    algorithm = "counting"
    asked = 0

    def encode(self, password, salt):
        CountingHasher.asked += 1
        return super().encode(password, salt)


@pytest.fixture
def noor(db):
    member = MemberFactory(email=KNOWN)
    member.set_password(PASSWORD)
    member.save()
    EmailAddress.objects.create(user=member, email=KNOWN, verified=True, primary=True)
    return member


@pytest.fixture
def queued(settings):
    """Letters become rows, as they do outside tests."""
    settings.EMAIL_BACKEND = "mailing.backend.OutboxBackend"


def failed(address: str, **options) -> str:
    """Return the page that a wrong password gives."""
    answer = Client().post("/inloggen/", {"login": address, "password": "mis"}, **options)
    assert answer.status_code == 200
    return answer.content.decode()


def signs_in(address: str, **options) -> bool:
    return Client().post("/inloggen/", {"login": address, "password": PASSWORD}, **options).status_code == 302


def is_refused(answer) -> bool:
    """Whether nobody looked at what was sent."""
    return answer.status_code == 429 or REFUSED in answer.content.decode()


def what_is_said(answer, address: str) -> tuple[int, str]:
    """Return status and page, without what differs by chance and the address itself."""
    words = answer.content.decode().replace(address, "ADRES")
    return answer.status_code, re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", words)


@pytest.mark.parametrize("road", ROADS)
def test_a_known_and_an_unknown_address_get_the_same_in_the_same_time(road, noor, queued, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    path, typed = ROADS[road]
    said = {
        address: what_is_said(Client().post(path, typed(address), follow=True), address)
        for address in (KNOWN, UNKNOWN)
    }
    assert said[KNOWN] == said[UNKNOWN]
    assert OutgoingMail.objects.count() == (0 if road == "password" else 2), "a letter to either, at once"

    took = {KNOWN: [], UNKNOWN: []}
    client = Client()
    for number in range(TRIES):
        address = (KNOWN, UNKNOWN)[number % 2]
        # Somebody else each time; another client would set up the whole portal anew.
        client.cookies.clear()
        began = time.perf_counter()
        client.post(path, typed(address))
        took[address].append(time.perf_counter() - began)

    assert abs(median(took[KNOWN]) - median(took[UNKNOWN])) < 0.050


def test_every_try_costs_one_password_whoever_it_is_for(noor, settings):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    noor.set_password(PASSWORD)
    noor.save()
    MemberFactory(email="zonder@example.nl").set_unusable_password()
    MemberFactory(email="weg@example.nl", password=noor.password, is_active=False)
    costs = {}
    for address in (KNOWN, UNKNOWN, "zonder@example.nl", "weg@example.nl"):
        CountingHasher.asked = 0
        failed(address)
        costs[address] = CountingHasher.asked

    assert set(costs.values()) == {1}, costs


@pytest.mark.parametrize("road", ROADS)
def test_for_one_address_there_are_so_many_tries_wherever_they_come_from(road, noor):
    path, typed = ROADS[road]

    def knocks(number: int) -> bool:
        # Another network, another host, and hers in other letters: it is one address all the same.
        client = Client(REMOTE_ADDR=f"203.0.113.{number}", headers={"Host": f"testserver:{8000 + number}"})
        return is_refused(client.post(path, typed([KNOWN, KNOWN.upper()][number % 2])))

    most = LIMITS[road][0]
    assert [knocks(number) for number in range(most + 1)] == [False] * most + [True]


@pytest.mark.parametrize("road", ROADS)
def test_from_one_network_there_are_so_many_tries_whoever_they_are_for(road, noor):
    path, typed = ROADS[road]

    def knocks(number: int) -> bool:
        # Who has one address of the new kind has a whole network of them.
        client = Client(REMOTE_ADDR=f"2001:db8:1:2::{number:x}")
        return is_refused(client.post(path, typed(f"iemand{number}@example.nl")))

    most = LIMITS[road][1]
    assert [knocks(number) for number in range(most + 1)] == [False] * most + [True]
    assert not is_refused(Client(REMOTE_ADDR="2001:db8:1:3::1").post(path, typed(KNOWN)))


@pytest.mark.parametrize("proxies", [0, 1, 2])
def test_the_eleventh_guess_is_refused_whatever_it_says_of_where_it_comes_from(noor, settings, proxies):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    numbers = count(1)

    def guess(address: str) -> str:
        number = next(numbers)
        forwarded = ", ".join([f"203.0.113.{number}", *["192.0.2.7", "192.0.2.8"][:proxies]])
        return failed(address, headers={"X-Forwarded-For": forwarded, "Forwarded": f"for=203.0.113.{number}"})

    answers = [guess(f"iemand{number}@example.nl") for number in range(11)]

    assert [REFUSED in answer for answer in answers] == [False] * 10 + [True]
    # A person of another network is not kept out by what somebody else did, if we know that it is another.
    road = ", ".join(["198.51.100.9", "192.0.2.8"][:proxies])
    far = {"headers": {"X-Forwarded-For": road}} if proxies else {"REMOTE_ADDR": "198.51.100.9"}
    assert signs_in(KNOWN, **far)


@pytest.mark.parametrize(
    "written",
    [
        "NOOR@EXAMPLE.NL",
        " noor@example.nl ",
        "n\u00f3\u00f3r@example.nl",
        "noo\u0308r@example.nl",
        "ｎｏｏｒ@example.nl",
        "noor@example。nl",
        "n.oor@example.nl",
        "noor@ｅxample.nl",
    ],
)
def test_another_way_of_writing_an_address_gives_no_more_guesses(noor, written):
    for number in range(5):
        assert REFUSED not in failed(KNOWN, REMOTE_ADDR=f"203.0.113.{number}")

    # It is hers, and then it was guessed too often; or it is not hers, and then there is nothing to guess.
    assert not signs_in(written, REMOTE_ADDR="198.51.100.9")
    cache.clear()
    is_hers = written.strip().lower() == KNOWN
    assert signs_in(written, REMOTE_ADDR="198.51.100.9") == is_hers


@pytest.mark.parametrize(
    ("road", "confirm", "back"),
    [
        ("code", "account_confirm_login_code", "/account/login/code/"),
        ("reset", "account_confirm_password_reset_code", "/inloggen/"),
    ],
)
def test_a_code_is_not_guessed_by_writing_it_in_other_digits(road, confirm, back, noor, mailoutbox):
    path, typed = ROADS[road]
    client = Client()
    client.post(path, typed(KNOWN))
    right = re.search(r"^\w{4}-\w{4}$", mailoutbox[0].body, re.MULTILINE)[0]

    for guess in ("１２３４-５６７８", "WDJB-MJHT", "ＷＤＪＢ-ＭＪＨＴ", right):
        last = client.post(reverse(confirm), {"code": guess})

    # Three guesses, and this code is gone.
    assert (last.status_code, last["Location"]) == (302, back)
    assert client.get("/mijn/").status_code == 302


def test_who_knows_the_password_guesses_at_the_second_factor_five_times_at_whatever_door(noor):
    TOTP.activate(noor, SECRET)
    spare = RecoveryCodes.activate(noor).get_unused_codes()[0]
    right = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    half_in = Client()
    half_in.force_login(noor)

    def guess(number: int, code: str):
        thief = Client(REMOTE_ADDR=f"203.0.113.{number}")
        thief.post("/inloggen/", {"login": KNOWN, "password": PASSWORD})
        return thief.post("/account/2fa/authenticate/", {"code": code})

    # Apps and recovery codes are counted together.
    answers = [guess(number, ["000000", "0" * len(spare)][number % 2]) for number in range(5)]
    assert not any(map(is_refused, answers))
    assert is_refused(guess(6, right))
    assert is_refused(guess(7, spare))
    assert is_refused(half_in.post("/account/2fa/reauthenticate/", {"code": right}))
    cache.clear()
    assert guess(8, spare)["Location"] == "/mijn/"


def test_a_passkey_that_was_made_up_says_nothing_of_whose_it_might_be(noor):
    path = "/account/2fa/webauthn/login/"

    def made_up(number: int):
        client = Client()
        asked = client.get(path, headers={"X-Requested-With": "XMLHttpRequest"})
        challenge = asked.json()["request_options"]["publicKey"]["challenge"]
        said = {"type": "webauthn.get", "challenge": challenge, "origin": "http://testserver"}
        parts = {
            "clientDataJSON": json.dumps(said).encode(),
            "authenticatorData": bytes(32) + b"\x05" + bytes(4),
            "signature": b"x" * 64,
            "userHandle": str(number).encode(),
        }
        answer = {name: websafe_encode(part) for name, part in parts.items()}
        credential = {"id": "eA", "rawId": "eA", "type": "public-key", "response": answer}
        return client.post(path, {"credential": json.dumps(credential)}, follow=True)

    known, unknown = (what_is_said(made_up(number), KNOWN) for number in (noor.pk, noor.pk + 1))

    assert known == unknown
    assert "Deze code of passkey klopt niet" in known[1]
    more = [Client().post(path, {"credential": "{}"}).status_code for _ in range(9)]
    assert more == [302] * 8 + [429], "ten in a minute, from one network"


def test_whoever_finds_an_open_session_guesses_ten_times_at_its_password(noor):
    client = Client()
    client.force_login(noor)

    def guess(number: int):
        headers = {"X-Forwarded-For": f"203.0.113.{number}"}
        address = f"198.51.100.{number}"
        return client.post(
            "/account/reauthenticate/", {"password": "mis"}, headers=headers, REMOTE_ADDR=address
        )

    assert [guess(number).status_code for number in range(11)] == [200] * 10 + [429]


def test_what_was_tried_is_remembered_while_many_others_try(noor):
    for number in range(5):
        failed(KNOWN, REMOTE_ADDR=f"203.0.113.{number}")
    later = connection.ops.adapt_datetimefield_value(timezone.now() + timedelta(hours=1))
    rows = [(f":1:zz{number}", "x", later) for number in range(2_000)]
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO cache (cache_key, value, expires) VALUES (%s, %s, %s)", rows)

    # What is full throws something away when the next one comes, whatever that is.
    cache.set("another", 1)

    assert not signs_in(KNOWN, REMOTE_ADDR="198.51.100.9")


def test_what_was_tried_is_remembered_in_the_database(noor):
    assert isinstance(caches["default"], DatabaseCache)

    failed(KNOWN)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE %s", ["%login_failed%"])
        assert cursor.fetchone()[0] == 2
