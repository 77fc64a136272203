"""The feed of an open group: its newest posts, and nothing that not everybody may read."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.utils import timezone

from learninggroups.models import LearningGroup, Post, Thread
from tests.factories.learninggroups import STARTED, PostFactory, ThreadFactory

ATOM = {"atom": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def path(scene):
    return f"/leergroepen/{scene.open_group.slug}/feed/"


def entries_of(response) -> list[ElementTree.Element]:
    return ElementTree.fromstring(response.content).findall("atom:entry", ATOM)  # noqa: S314 - our own


def text_of(entry: ElementTree.Element, name: str) -> str:
    return entry.findtext(f"atom:{name}", namespaces=ATOM)


def test_feed_tells_who_wrote_what_and_where(scene, client, path):
    Thread.objects.filter(pk=scene.open_thread.pk).update(title="Wachten op <hulp>")
    Post.objects.filter(pk=scene.open_post.pk).update(body="<p>Wij &lt;b&gt; wachten <em>lang</em>.</p>")

    response = client.get(path)

    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    (entry,) = entries_of(response)
    assert text_of(entry, "title") == "Wachten op <hulp>"
    assert text_of(entry, "summary") == "Wij &lt;b&gt; wachten lang."
    assert text_of(entry, "author/atom:name") == "Dina Deelnemer"
    link = entry.find("atom:link", ATOM).get("href")
    assert link == f"{settings.SITE_URL}/leergroepen/gesprekken/{scene.open_thread.pk}/#bericht-1"


def test_signs_that_no_feed_can_hold_are_left_out(scene, client, path):
    Thread.objects.filter(pk=scene.open_thread.pk).update(title="Wach\x0bten\x01")
    LearningGroup.objects.filter(pk=scene.open_group.pk).update(purpose="Samen\x02 leren.")

    (entry,) = entries_of(client.get(path))

    assert text_of(entry, "title") == "Wachten"


def test_the_page_of_an_open_group_leads_to_its_feed_and_that_of_another_does_not(scene, client, path):
    assert f'href="{path}"' in client.get(scene.open_group.get_absolute_url()).content.decode()
    assert "atom+xml" not in client.get(scene.closed_group.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    "change",
    [
        {"openness": LearningGroup.Openness.MEMBERS},
        {"openness": LearningGroup.Openness.CLOSED},
        {"openness": LearningGroup.Openness.CLOSED, "is_confidential": True},
        {"archived_at": STARTED},
    ],
)
def test_a_group_that_is_no_longer_open_has_no_feed_even_for_who_is_in_it(scene, client_of, path, change):
    LearningGroup.objects.filter(pk=scene.open_group.pk).update(**change)

    assert client_of(scene.participant).get(path).status_code == 404


@pytest.mark.parametrize("change", [{"openness": "members"}, {"deleted_at": STARTED}, {"hidden_at": STARTED}])
def test_a_post_that_not_everybody_may_read_is_not_in_it(scene, client_of, path, change):
    Post.objects.filter(pk=scene.open_post.pk).update(**change)

    assert entries_of(client_of(scene.participant).get(path)) == []


def test_a_thread_whose_starter_did_not_agree_is_not_in_it(scene, client, path):
    Thread.objects.filter(pk=scene.open_thread.pk).update(openness="closed")

    assert entries_of(client.get(path)) == []


def test_the_twenty_newest_posts_in_three_statements(scene, client, path, django_assert_num_queries):
    moment = timezone.now()
    for number in range(3):
        thread = ThreadFactory(group=scene.open_group, post_count=15, last_post_at=moment)
        for position in range(1, 16):
            PostFactory(
                thread=thread, position=position, posted_at=moment - timedelta(minutes=20 * number + position)
            )

    with django_assert_num_queries(3):
        response = client.get(path)

    moments = [text_of(entry, "published") for entry in entries_of(response)]
    assert len(moments) == 20
    assert moments == sorted(moments, reverse=True)


def test_who_has_it_already_gets_no_bytes_until_something_changes(scene, client, path):
    etag = client.get(path).headers["ETag"]

    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304

    Post.objects.filter(pk=scene.open_post.pk).update(body="<p>Anders.</p>")
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 200
