"""What a post said before: changing, deleting, restoring, and forgetting after thirty days."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from activity.models import Event
from learninggroups.actions import posts as actions
from learninggroups.models import PostRevision
from learninggroups.permissions import Roles, may_see_revision
from tests.cast import ROLES
from tests.factories.learninggroups import PostFactory, ThreadFactory

MONTH = timedelta(days=30)


@pytest.fixture
def post(scene, closed):
    """The second post of a thread, by the participant."""
    thread = ThreadFactory(group=closed, author=scene.facilitator, post_count=2)
    PostFactory(thread=thread, author=scene.facilitator, position=1)
    return PostFactory(thread=thread, author=scene.participant, position=2, body="<p>Eerst.</p>")


def said_before(post) -> list[tuple]:
    return list(post.revisions.order_by("number").values_list("number", "body", "is_minor"))


def test_what_a_post_said_before_is_kept(scene, post, now):
    actions.edit_post(post=post, body="<p>Toen.</p>", actor=scene.participant, now=now)
    actions.edit_post(post=post, body="<p>Nu.</p>", is_minor=True, actor=scene.participant, now=now)

    post.refresh_from_db()
    assert (post.body, post.edited_at) == ("<p>Nu.</p>", now)
    assert said_before(post) == [(1, "<p>Eerst.</p>", False), (2, "<p>Toen.</p>", True)]


def test_the_same_words_again_are_no_change(scene, post, now):
    actions.edit_post(post=post, body="<p>Eerst.</p>", actor=scene.participant, now=now)

    post.refresh_from_db()
    assert post.edited_at is None
    assert said_before(post) == []


def test_a_post_that_was_deleted_in_another_window_is_not_changed(scene, post, now):
    actions.delete_post(post=post, actor=scene.participant, now=now)

    with pytest.raises(actions.PostGone):
        actions.edit_post(post=post, body="<p>Toch.</p>", actor=scene.participant, now=now)

    assert said_before(post) == [(1, "<p>Eerst.</p>", False)]


def test_a_deleted_post_can_be_put_back_for_thirty_days(scene, post, now):
    actions.delete_post(post=post, actor=scene.participant, now=now)
    actions.delete_post(post=post, actor=scene.participant, now=now)
    post.refresh_from_db()
    assert (post.body, post.deleted_at) == ("", now)

    actions.restore_post(post=post, actor=scene.participant, now=now + MONTH - timedelta(seconds=1))

    post.refresh_from_db()
    assert (post.body, post.deleted_at) == ("<p>Eerst.</p>", None)
    assert said_before(post) == []
    assert Event.objects.filter(kind="post_written", subject_id=post.pk).count() == 1


def test_after_thirty_days_it_is_too_late(scene, post, now):
    actions.delete_post(post=post, actor=scene.participant, now=now)
    post.refresh_from_db()

    with pytest.raises(actions.PostGone):
        actions.restore_post(post=post, actor=scene.participant, now=now + MONTH)


def test_nobody_else_puts_a_post_back(scene, post, now):
    actions.delete_post(post=post, actor=scene.participant, now=now)
    post.refresh_from_db()

    with pytest.raises(PermissionDenied):
        actions.restore_post(post=post, actor=scene.facilitator, now=now)


def test_the_words_of_a_deleted_post_are_forgotten_after_thirty_days(scene, post, now):
    actions.edit_post(post=post, body="<p>Toen.</p>", actor=scene.participant, now=now)
    actions.delete_post(post=post, actor=scene.participant, now=now)

    assert actions.forget_deleted_posts(now=now + MONTH - timedelta(seconds=1)) == 0
    assert actions.forget_deleted_posts(now=now + MONTH) == 1
    assert actions.forget_deleted_posts(now=now + MONTH) == 0
    assert said_before(post) == []


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("gone", ["", "deleted_at", "hidden_at"])
@pytest.mark.parametrize("openness", ["open", "members", "closed"])
def test_who_sees_a_post_that_stands_sees_what_it_said_before(scene, group_of, now, openness, gone, role):
    thread = ThreadFactory(group=group_of(openness))
    post = PostFactory(thread=thread, **({gone: now} if gone else {}))
    revision = PostRevision.objects.create(post=post, number=1, body="<p>Eerst.</p>", replaced_at=now)
    person = scene.person(role)
    roles = Roles.of(person) if person else Roles()

    visible = revision in PostRevision.objects.visible_to(roles)
    assert visible is may_see_revision(roles, revision)
    assert not (visible and gone)
