"""What somebody gets who guesses: the same for any address, in the same time, and soon nothing."""

import re
import time
from itertools import count
from statistics import median

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache, caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test import Client

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
    for number in range(TRIES):
        address = (KNOWN, UNKNOWN)[number % 2]
        client = Client()
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


@pytest.mark.parametrize("proxies", [0, 1])
def test_the_eleventh_guess_is_refused_whatever_it_says_of_where_it_comes_from(noor, settings, proxies):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    numbers = count(1)

    def guess(address: str) -> str:
        number = next(numbers)
        forwarded = f"203.0.113.{number}" + ", 192.0.2.7" * proxies
        return failed(address, headers={"X-Forwarded-For": forwarded, "Forwarded": f"for=203.0.113.{number}"})

    answers = [guess(f"iemand{number}@example.nl") for number in range(11)]

    assert [REFUSED in answer for answer in answers] == [False] * 10 + [True]
    # A person of another network is not kept out by what somebody else did, if we know that it is another.
    far = {"headers": {"X-Forwarded-For": "198.51.100.9"}} if proxies else {"REMOTE_ADDR": "198.51.100.9"}
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


def test_a_code_is_not_guessed_by_writing_it_in_other_digits(noor):
    client = Client()
    client.post("/account/login/code/", {"email": KNOWN})

    for guess in ("１２３４-５６７８", "WDJB-MJHT", "ＷＤＪＢ-ＭＪＨＴ", "BBBB-BBBB"):
        last = client.post("/account/login/code/confirm/", {"code": guess})

    # Three guesses, and this code is gone.
    assert (last.status_code, last["Location"]) == (302, "/account/login/code/")
    assert client.get("/mijn/").status_code == 302


def test_what_was_tried_is_remembered_in_the_database(noor):
    assert isinstance(caches["default"], DatabaseCache)

    failed(KNOWN)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cache WHERE cache_key LIKE %s", ["%login_failed%"])
        assert cursor.fetchone()[0] == 2
