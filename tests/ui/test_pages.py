"""What stands around every page, and what a page says when something went wrong."""

from django.template.loader import render_to_string
from django.test import RequestFactory

from tests.factories.members import MemberFactory


def test_every_page_can_skip_to_its_content_and_names_its_parts(client, db):
    page = client.get("/inloggen/").content.decode()
    assert '<html lang="nl">' in page
    assert page.index('href="#inhoud"') < page.index("<header")
    assert '<main id="inhoud"' in page
    assert '<nav aria-label="Hoofdmenu">' in page
    assert page.count('rel="stylesheet"') == 1


def test_a_visitor_is_offered_to_sign_in(client, db):
    page = client.get("/inloggen/").content.decode()
    assert "Uitloggen" not in page
    assert "Leden</a>" not in page


def test_a_member_finds_her_overview_and_the_way_out(client, db):
    client.force_login(MemberFactory(name="Noor van Aalbers"))
    page = client.get("/account/logout/").content.decode()
    assert "Menu van Noor van Aalbers" in page
    assert "Mijn overzicht" in page
    assert "Uitloggen" in page
    assert "Beheer</a>" not in page


def test_the_programme_team_finds_the_back_office(client_of, scene):
    client = client_of(scene.programme_team)
    assert "Beheer</a>" in client.get("/account/logout/").content.decode()


def test_a_page_that_is_not_there_helps_further(client, db):
    answer = client.get("/bestaat-niet/")
    assert answer.status_code == 404
    page = answer.content.decode()
    assert "Deze pagina is er niet" in page
    assert "/inloggen/?next=/bestaat-niet/" in page


def test_a_refusal_says_why_in_the_words_of_who_refused():
    page = render_to_string("403.html", {"exception": "Dit gesprek is gesloten."}, RequestFactory().get("/"))
    assert "Dit gesprek is gesloten." in page


def test_a_failure_needs_nothing_to_say_so():
    assert "Er ging iets mis" in render_to_string("500.html")


def test_a_form_that_lost_its_cookie_says_what_to_do(db):
    from django.test import Client

    answer = Client(enforce_csrf_checks=True).post("/inloggen/", {})
    assert answer.status_code == 403
    assert "Dit is niet verstuurd" in answer.content.decode()
