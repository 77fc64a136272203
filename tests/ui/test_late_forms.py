"""A form that was open too long is not taken in, and what was typed in it is given back."""

import pytest
from django.conf import settings
from django.test import Client

TEXT = "Wij bellen altijd eerst de school, en dan pas het gezin."


@pytest.fixture
def stale(scene):
    """A browser that signed in anew, with a page in it from before: its token is of no use any more."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(scene.participant, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_a_text_from_a_stale_window_is_given_back(scene, stale):
    path = f"/leergroepen/gesprekken/{scene.open_thread.pk}/reageren/"

    answer = stale.post(path, {"body": f"<p>{TEXT}</p>", "csrfmiddlewaretoken": "x" * 64})

    assert answer.status_code == 403
    assert f"readonly>{TEXT}</textarea>" in answer.text
    assert "xxxx" not in answer.text
    assert f'href="{path}"' in answer.text
    assert "knop Vorige" not in answer.text
    assert not scene.open_thread.posts.filter(position=2).exists()


def test_without_a_text_it_says_how_to_send_it_again(stale):
    answer = stale.post("/leergroepen/alles-gelezen/")

    assert answer.status_code == 403
    assert "knop Vorige" in answer.text


def test_a_text_is_words_and_never_markup(stale):
    answer = stale.post("/leergroepen/concepten/", {"body": f"{TEXT}</textarea><script>alert(1)</script>"})

    assert "<script>alert" not in answer.text


def test_what_another_site_sent_is_not_shown_as_her_own(stale):
    answer = stale.post("/leergroepen/concepten/", {"body": TEXT}, headers={"Sec-Fetch-Site": "cross-site"})

    assert answer.status_code == 403
    assert TEXT not in answer.text


def test_a_password_is_never_given_back(stale):
    answer = stale.post("/account/password/change/", {"oldpassword": "w" * 60, "title": TEXT})

    assert TEXT in answer.text
    assert "wwww" not in answer.text
