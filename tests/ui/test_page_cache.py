"""Pages for who is not signed in are kept for a moment: never somebody's own page, never an old one."""

import os

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.home import LessonPageFactory
from tests.factories.meetings import MeetingFactory
from ui import page_cache

pytestmark = pytest.mark.django_db
IN_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept-pages"}


@pytest.fixture(autouse=True)
def kept(settings):
    """Keep pages as production does where there is a Redis, and in memory where there is none."""
    backend = settings.PAGES_KEPT if os.environ.get("REDIS_URL") else IN_MEMORY
    settings.CACHES = {**settings.CACHES, "pages": backend}
    caches["pages"].clear()


def statements(browser, address, **headers):
    """Return how many statements an answer took, and the answer."""
    with CaptureQueriesContext(connection) as queries:
        answer = browser.get(address, headers=headers)
    return len(queries), answer


def test_second_visitor_gets_the_same_page_without_a_statement(client_of):
    MeetingFactory()
    address = reverse("meetings:list")

    first, made = statements(client_of(None), address)
    again, given = statements(client_of(None), address)

    assert first > 0
    assert again == 0
    assert given.content == made.content
    assert dict(given.items()) == dict(made.items())


def test_what_anybody_writes_is_seen_at_once(scene, client_of):
    address = reverse("meetings:list")
    client_of(None).get(address)
    typed = {"title": "Middag over wonen", "starts_at_0": "2036-11-24", "starts_at_1": "14:00"}

    client_of(scene.programme_team).post(
        reverse("meetings:plan"), typed | {"place": "De Eik", "openness": "open"}
    )

    assert "Middag over wonen" in client_of(None).get(address).content.decode()


def test_page_that_was_being_made_while_somebody_wrote_is_never_given(client_of, rf):
    request = rf.get("/bijeenkomsten/")
    place = page_cache.place_of(request)
    page_cache.forget_pages()

    page_cache.keep_page(place, HttpResponse("<p>Zoals het was.</p>"))

    assert page_cache.kept_page(place) is not None
    assert "Zoals het was." not in client_of(None).get("/bijeenkomsten/").content.decode()


@pytest.mark.parametrize("role", ["participant", "programme_team", "guest"])
def test_page_of_who_is_signed_in_is_neither_kept_nor_given(scene, client_of, role):
    address = reverse("meetings:list")
    person = scene.person(role)

    own = client_of(person).get(address).content.decode()
    public = client_of(None).get(address).content.decode()
    own_again = client_of(person).get(address).content.decode()

    assert "Uitloggen" in own
    assert "Uitloggen" not in public
    assert "Uitloggen" in own_again


def test_two_people_taking_turns_never_see_each_others_page(scene, client_of):
    address = reverse("home:overview")
    names = {}
    for _turn in range(2):
        for role in ("participant", "elsewhere"):
            names.setdefault(role, set()).add(client_of(scene.person(role)).get(address).content)
        assert client_of(None).get(address).status_code == 302

    assert names["participant"].isdisjoint(names["elsewhere"])


def test_page_with_a_form_is_made_for_each_visitor(client_of):
    address = MeetingFactory().get_absolute_url()

    first, second = client_of(None).get(address), client_of(None).get(address)

    assert "csrfmiddlewaretoken" in first.content.decode()
    assert first.cookies["csrftoken"].value != second.cookies["csrftoken"].value


@pytest.mark.parametrize(
    "headers",
    [{"HX-Request": "true"}, {"Authorization": "Basic eDp5"}],
    ids=["part of a page", "with a name"],
)
def test_other_kinds_of_asking_are_answered_anew(client_of, headers):
    address = reverse("meetings:list")
    client_of(None).get(address)

    taken, _answer = statements(client_of(None), address, **headers)

    assert taken > 0


def test_what_is_not_there_is_not_kept(client_of):
    page = LessonPageFactory(live=False)

    assert client_of(None).get(page.address).status_code == 404
    page.live = True
    page.save()

    assert client_of(None).get(page.address).status_code == 200


def test_without_its_cache_the_portal_makes_its_pages(client_of, settings):
    nowhere = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "unix:///nowhere.sock"}
    settings.CACHES = {**settings.CACHES, "pages": nowhere}

    assert client_of(None).get(reverse("meetings:list")).status_code == 200
    assert client_of(None).post(reverse("questions:offer"), {}).status_code == 422
