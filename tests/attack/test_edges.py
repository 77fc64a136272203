"""Answers that no view gives: refusals, files and redirects have every header too, and lead nowhere else."""

import pytest
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.test import RequestFactory
from django.urls import path

from portal.urls import urlpatterns as portal_urls
from tests.doors import knock
from tests.factories.members import MemberFactory
from tests.house.headers import faults_of, faults_of_policy
from tests.house.https import HttpsClient, behind_https
from ui.views import csrf_failure

ELSEWHERE = [
    f"{start}evil.example{end}"
    for start in (
        "//",
        "///",
        "////",
        "https://",
        "http://",
        "https:",
        "http:///",
        "ftp://",
        "\\\\",
        "/\\",
        "\\/",
    )
    for end in ("", "/mijn/", "%2f..", "?a=b")
]
ELSEWHERE += [
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example@testserver/",
    "https://testserver@evil.example",
]


@login_not_required
def failing(request):
    """Break."""
    raise ValueError


urlpatterns = [path("stuk/", failing), *portal_urls]


@pytest.fixture
def browser(db):
    """A browser of nobody, over https."""
    (settings.STATIC_ROOT / "proef.css").write_text("p {}")
    with behind_https():
        client = HttpsClient()
        client.raise_request_exception = False
        yield client


def test_there_are_at_least_forty_ways_to_lead_elsewhere():
    assert len(set(ELSEWHERE)) >= 40


def test_signing_out_leads_nowhere_else(browser, client_of):
    member = MemberFactory()

    for payload in ELSEWHERE:
        browser.force_login(member, backend=settings.AUTHENTICATION_BACKENDS[0])
        answer = browser.post("/account/logout/", {"next": payload})
        assert answer.headers.get("Location", "/") == "/", payload


def test_where_one_goes_after_signing_in_is_never_elsewhere(browser):
    browser.force_login(MemberFactory(), backend=settings.AUTHENTICATION_BACKENDS[0])

    for payload in ELSEWHERE:
        answer = browser.get("/inloggen/", {"next": payload})
        assert answer.headers["Location"].startswith("/mijn/"), payload


@pytest.mark.urls(__name__)
def test_refusals_files_and_errors_have_every_header(browser):
    big = b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    answers = {
        200: knock(browser, "get", "/static/proef.css", {}),
        302: browser.get("/mijn/"),
        400: browser.get("/", HTTP_HOST="evil.example"),
        401: browser.get("/mijn/", headers={"Accept": "application/json"}),
        403: csrf_refused(),
        404: browser.get("/bestaat-niet/"),
        405: browser.post("/robots.txt"),
        413: browser.generic("POST", "/inloggen/", big, content_type="application/x-www-form-urlencoded"),
        500: browser.get("/stuk/"),
    }

    # Django says 400 of a body that is too large.
    expected = {status: 400 if status == 413 else status for status in answers}
    assert {status: answer.status_code for status, answer in answers.items()} == expected
    wrong = {status: faults_of(answer, is_signed_in=False) for status, answer in answers.items()}
    assert {status: faults for status, faults in wrong.items() if faults} == {}


def csrf_refused():
    """Return what somebody gets whose form does not show that it came from us."""
    strict = HttpsClient()
    strict.handler.enforce_csrf_checks = True
    return strict.post("/inloggen/", {"login": "a@example.nl"})


def test_plain_http_leads_to_https(browser):
    answer = browser.get("/robots.txt", HTTP_X_FORWARDED_PROTO="http")

    assert answer.status_code == 301
    assert answer.headers["Location"].startswith("https://")


def test_a_text_from_another_site_is_not_shown_again(rf: RequestFactory):
    request = rf.post("/mijn/", {"body": "Van een ander"}, headers={"Sec-Fetch-Site": "cross-site"})

    assert "Van een ander" not in csrf_failure(request).content.decode()


SOUND = "default-src 'self'; base-uri 'none'; form-action 'self'"


@pytest.mark.parametrize(
    "policy",
    [
        "",
        SOUND,
        "default-src *; base-uri 'none'; form-action 'self'; frame-ancestors 'self'",
        f"{SOUND}; frame-ancestors 'self'; style-src 'unsafe-inline'",
        f"{SOUND}; frame-ancestors 'self'; img-src data: https:",
    ],
)
def test_the_rules_find_what_is_wrong_with_a_policy(policy):
    assert faults_of_policy(policy)
