"""How pages are found and served, and what that costs."""

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.home import LessonPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson():
    return LessonPageFactory()


def test_who_may_read_is_asked_of_every_page_above(client, lesson):
    assert client.get(lesson.address).status_code == 200

    PageViewRestriction.objects.create(page=lesson.get_parent(), restriction_type=PageViewRestriction.LOGIN)

    refused = client.get(lesson.address)
    assert refused.status_code == 302
    assert refused.url.startswith("/inloggen/")
    assert client.get("/").status_code == 200


def test_a_page_that_is_offline_is_not_found(client, lesson):
    lesson.unpublish()

    assert client.get(lesson.address).status_code == 404


@pytest.mark.parametrize("address", ["/lessen/elders/{slug}/", "/{slug}/", "/lessen/{slug}/{slug}/"])
def test_a_page_stands_at_one_address(client, lesson, address):
    assert client.get(address.format(slug=lesson.slug)).status_code == 404


def test_a_lesson_without_anything_beside_it_takes_three_statements(
    client, lesson, django_assert_num_queries
):
    client.get(lesson.address)

    with django_assert_num_queries(3):
        client.get(lesson.address)


def test_the_front_page_takes_eleven_statements(client, lesson, django_assert_num_queries):
    client.get("/")

    with django_assert_num_queries(11):
        client.get("/")
