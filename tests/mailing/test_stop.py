"""Stopping letters from a letter: a GET shows, a POST acts (RFC 8058)."""

import pytest
from django.test import Client

from mailing import letters
from tests.factories.members import MemberFactory

STOPPED = []


@pytest.fixture
def url(db, probe) -> str:
    """The stop page of a member's letter."""
    STOPPED.clear()

    def stop(*, member_id, about, now) -> str:
        already = (member_id, about) in STOPPED
        STOPPED.append((member_id, about))
        return "" if already else "weekly"

    def undo(*, member_id, about, was, now) -> None:
        assert was == "weekly"
        STOPPED.clear()

    kind = probe(stop=stop, undo=undo, stop_words="Geen proeven meer")
    member = MemberFactory()
    return letters.stop_url(kind, member.pk, "thread:3").removeprefix("http://localhost:8000")


@pytest.fixture
def mail_program() -> Client:
    """A client that is nobody and has no CSRF token."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_the_link_changes_nothing(url, mail_program, method):
    response = getattr(mail_program, method)(url)

    assert response.status_code == 200
    assert not STOPPED


def test_the_page_has_one_button_that_says_what_it_stops(url, mail_program):
    page = mail_program.get(url).content.decode()

    main = page[page.index("<main") : page.index("</main")]
    assert main.count("<button") == 1
    assert "Geen proeven meer" in main
    assert "omdat dit een proef is" in main


def test_one_click_of_a_mail_program_stops_without_sign_in_redirect_or_cookie(url, mail_program):
    response = mail_program.post(url, {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert not response.cookies
    assert len(STOPPED) == 1
    assert STOPPED[0][1] == "thread:3"


def test_stopping_twice_is_as_good_as_once(url, mail_program):
    assert [mail_program.post(url).status_code for _ in range(2)] == [200, 200]


def test_it_can_be_undone(url, mail_program):
    undo = mail_program.post(url).context["undo"]

    response = mail_program.post(url, {"undo": undo})

    assert response.status_code == 200
    assert not STOPPED


def test_a_token_that_is_not_ours_leads_nowhere(url, mail_program):
    assert mail_program.post(url[:-2] + "x/").status_code == 404
    assert mail_program.post(url, {"undo": "anders"}).status_code == 404
    assert not STOPPED
