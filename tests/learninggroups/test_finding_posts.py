"""New posts are found once the worker passed by; what is out of sight is found at no moment."""

from datetime import timedelta

import pytest
from django.utils import timezone

from home.queries.finding import Wanted, find, places_to_search
from learninggroups.actions import moderation, openness, posts
from learninggroups.actions.finding import AT_ONCE, index_new
from learninggroups.models import LearningGroup, Post
from learninggroups.permissions import Roles
from learninggroups.tasks import index
from tests.factories.learninggroups import PostFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(scene, now):
    """A reply about storks in a group that everybody reads, which search does not know yet."""
    return posts.post_reply(
        thread=scene.open_thread, body="<p>Ooievaars.</p>", actor=scene.participant, now=now
    )


def found_by(person=None) -> list[str]:
    """Return the addresses of what somebody finds."""
    roles = Roles.of(person) if person else Roles()
    page = find(roles, Wanted(words="ooievaars"), places_to_search(), timezone.now())
    return [result.address for result in page.results]


def test_a_new_post_is_found_once_the_worker_passed_by(post):
    before = found_by()

    index()

    assert (before, found_by()) == ([], [post.get_absolute_url()])
    assert index_new() == 0


def test_the_first_post_of_a_thread_is_found_too(scene, now):
    thread = posts.start_thread(
        group=scene.open_group, title="Titel", body="<p>Ooievaars.</p>", actor=scene.participant, now=now
    )

    index_new()

    assert found_by() == [thread.posts.get().get_absolute_url()]


@pytest.mark.parametrize("passes_first", [True, False])
def test_what_is_deleted_or_hidden_is_found_at_no_moment_after(scene, post, now, passes_first):
    hidden = posts.post_reply(
        thread=scene.open_thread, body="<p>Ooievaars.</p>", actor=scene.participant, now=now
    )
    if passes_first:
        index_new()

    posts.delete_post(post=post, actor=scene.participant, now=now)
    moderation.hide_post(post=hidden, reason="Te herkenbaar.", actor=scene.facilitator, now=now)
    at_once = found_by(scene.participant)
    index_new()

    assert (at_once, found_by(scene.participant)) == ([], [])


@pytest.mark.parametrize("passes_first", [True, False])
def test_what_is_narrowed_is_found_by_who_may_read_it_alone(scene, post, now, passes_first):
    if passes_first:
        index_new()

    openness.change_openness(
        group=LearningGroup.objects.get(pk=scene.open_group.pk),
        openness="closed",
        is_confidential=False,
        reason="Daarom.",
        actor=scene.facilitator,
        now=now + timedelta(minutes=1),
    )
    index_new()

    assert (found_by(), found_by(scene.elsewhere)) == ([], [])
    assert found_by(scene.participant) == [post.get_absolute_url()]


def test_many_posts_at_once_are_all_found(scene):
    for position in range(100, 100 + AT_ONCE + 1):
        PostFactory(thread=scene.open_thread, position=position, awaits_search=True)

    assert index_new() == AT_ONCE + 1
    assert not Post.objects.awaiting_search().exists()
