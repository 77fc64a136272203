"""Logs hold no personal data."""

import io
import json
import logging
import logging.config
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from mailing import delivery, outbox
from mailing.letters import Letter, Rendered
from members.models import Member
from portal import logs
from portal.logs import masked, without_values
from tests.factories.members import MemberFactory
from tests.smtp import PostOffice


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("550 no such user: Noor.Jansen+x@wijkteam.example.nl", "550 no such user: [address]"),
        ("GET /uitnodiging/Zx0qYpD4v2m7w9aB3cK1/ failed", "GET /uitnodiging/[token]/ failed"),
        ("GET /leergroepen/veilig-thuis/ failed", "GET /leergroepen/veilig-thuis/ failed"),
        ("GET /zoeken/?zoek=Noor+Jansen&soort=lid failed", "GET /zoeken/?[query] failed"),
    ],
)
def test_addresses_and_tokens_are_masked(text, safe):
    assert masked(text) == safe


def test_an_error_tells_what_went_wrong_and_not_with_whose_words():
    said = """Traceback (most recent call last):
  File "members/actions.py", line 3, in join
    member.save("x")
ValueError: no number: 'Noor Jansen'
DETAIL:  Key (name)=(Noor Jansen) already exists."""

    assert without_values(said).split("\n")[1:] == [
        '  File "members/actions.py", line 3, in join',
        '    member.save("x")',
        "ValueError: no number: [value]",
        "DETAIL:  Key [value]=[value] already exists.",
    ]


NAME, EMAIL = "Kanarie Zeldzaam", "kanarie.zeldzaam@example.nl"
TOKEN, TYPED = "kAn4r1eT0kEnD13N13m4ndM4gZ13n", "zeldzaamgetypt"
CANARIES = (NAME, EMAIL, TOKEN, TYPED, "Zeldzaam", "zeldzaam")


def broken(request: HttpRequest, token: str) -> HttpResponse:
    """A page that fails, with what it was asked in its error."""
    raise ValueError(f"{request.GET['naam']!r} <{request.GET['mail']}> ({request.GET['getypt']})")


urlpatterns = [path("kapot/<str:token>/", broken, name="broken"), path("", include("portal.urls"))]
broken.login_required = False


@pytest.fixture
def written():
    """Everything that production would write from now on."""
    place, before = io.StringIO(), logging.root.handlers[:]
    configuration = logs.configuration()
    configuration["handlers"]["stderr"]["stream"] = place
    logging.config.dictConfig(configuration)
    yield place
    logging.config.dictConfig(logs.configuration())
    logging.root.handlers[:] = before


def test_canaries_in_forms_addresses_errors_and_mail_do_not_reach_the_log(written, db, settings, now):
    settings.ROOT_URLCONF = __name__
    member = MemberFactory(name=NAME, email=EMAIL)
    visitor, reader = Client(raise_request_exception=False), Client(raise_request_exception=False)
    reader.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])

    for client in (visitor, reader):
        asked = {"naam": NAME, "mail": EMAIL, "getypt": TYPED}
        assert client.get(f"/kapot/{TOKEN}/", asked).status_code == 500
        client.get("/zoeken/", {"zoek": TYPED})
        client.get(f"/uitnodiging/{TOKEN}/", {"mail": EMAIL})
        client.get("/niets/", {"mail": EMAIL}, headers={"host": f"{TYPED}.example.nl"})
        client.post("/inloggen/", {"login": EMAIL, "password": TYPED})
        client.post(
            "/inloggen/", {"login": TYPED, "password": TYPED}, headers={"referer": f"http://x/?{TYPED}"}
        )
    try:
        with transaction.atomic():
            Member.objects.create(name=NAME, email=EMAIL, joined_at=now)
    except IntegrityError:
        logging.getLogger("members").exception("not saved for %s", EMAIL)
    words = Rendered(subject=TYPED, text=NAME, html=f"<p>{NAME}</p>")
    with PostOffice() as office:
        settings.MAILING_EMAIL_URL = office.url
        office.rcpt[EMAIL].append(f"550 5.1.1 <{EMAIL}> is unknown here")
        outbox.queue([Letter(kind="notice", to=member, key="canary", rendered=words)], now=now)
        delivery.deliver(clock=lambda: now + timedelta(seconds=1), seconds=1)

    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert {"error"} <= {line["level"] for line in lines}
    on_a_page = [line for line in lines if "ValueError" in line.get("exception", "")]
    assert [(line["view"], line["member"]) for line in on_a_page] == [("broken", None), ("broken", member.pk)]
    assert [canary for canary in CANARIES if canary in written.getvalue()] == []
