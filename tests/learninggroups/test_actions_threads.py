"""Starting threads, replying, editing, deleting, closing."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from activity.models import Event
from learninggroups.actions import posts as actions
from learninggroups.actions import threads
from learninggroups.models import Post, ReadMark, Thread

TEXT = "<p>Dit herken ik.</p>"


@pytest.fixture
def thread(scene, closed, now):
    """A thread of one post, by the participant."""
    return actions.start_thread(
        group=closed, title="Eerst de spanning eraf", body=TEXT, actor=scene.participant, now=now
    )


def events() -> list[tuple]:
    return list(Event.objects.order_by("pk").values_list("kind", "subject_id", "audience", "actor"))


@pytest.mark.parametrize(
    ("openness", "audience"), [("open", "public"), ("members", "members"), ("closed", "group:{}")]
)
def test_a_thread_starts_with_its_first_post(scene, group_of, now, openness, audience):
    group = group_of(openness)

    thread = actions.start_thread(group=group, title="Een vraag", body=TEXT, actor=scene.participant, now=now)

    post = thread.posts.get()
    assert (thread.post_count, thread.last_post_at) == (1, now)
    assert (post.position, post.body, post.author, post.posted_at) == (1, TEXT, scene.participant, now)
    assert events() == [("thread_started", thread.pk, audience.format(group.pk), scene.participant.pk)]


def test_a_stranger_starts_no_thread_in_a_closed_group(scene, closed, now):
    with pytest.raises(PermissionDenied):
        actions.start_thread(group=closed, title="Een vraag", body=TEXT, actor=scene.elsewhere, now=now)

    assert not closed.threads.exists()
    assert events() == []


def test_a_post_keeps_where_its_writer_worked(scene, thread):
    assert thread.posts.get().organization == scene.organization


def test_a_reply_takes_the_next_position(scene, thread, now):
    later = now + timedelta(hours=1)

    post = actions.post_reply(thread=thread, body=TEXT, actor=scene.facilitator, now=later)

    thread.refresh_from_db()
    assert (post.position, thread.post_count, thread.last_post_at) == (2, 2, later)
    assert events()[-1] == (
        "post_written",
        post.pk,
        f"group:{thread.group_id}",
        scene.facilitator.pk,
    )


def test_a_stranger_does_not_reply_in_a_closed_group(scene, thread, now):
    with pytest.raises(PermissionDenied):
        actions.post_reply(thread=thread, body=TEXT, actor=scene.elsewhere, now=now)

    assert thread.posts.count() == 1


def test_a_member_replies_in_an_open_group_without_joining(scene, group_of, now):
    thread = actions.start_thread(
        group=group_of("open"), title="Een vraag", body=TEXT, actor=scene.participant, now=now
    )

    assert actions.post_reply(thread=thread, body=TEXT, actor=scene.elsewhere, now=now).position == 2


def test_a_reply_that_comes_after_closing_is_refused(scene, thread, now):
    # The page was opened before: this copy of the thread does not know that it is closed.
    threads.close_thread(thread=thread, actor=scene.facilitator, now=now)

    with pytest.raises(actions.ThreadClosed):
        actions.post_reply(thread=thread, body=TEXT, actor=scene.participant, now=now)

    assert (thread.posts.count(), Thread.objects.get(pk=thread.pk).post_count) == (1, 1)


def test_a_reopened_thread_takes_replies_again(scene, thread, now):
    threads.close_thread(thread=thread, actor=scene.facilitator, now=now)
    threads.reopen_thread(thread=thread, actor=scene.facilitator, now=now)

    assert actions.post_reply(thread=thread, body=TEXT, actor=scene.participant, now=now).position == 2


def test_a_participant_neither_closes_nor_reopens(scene, thread, now):
    with pytest.raises(PermissionDenied):
        threads.close_thread(thread=thread, actor=scene.participant, now=now)
    with pytest.raises(PermissionDenied):
        threads.reopen_thread(thread=thread, actor=scene.participant, now=now)

    assert Thread.objects.get(pk=thread.pk).closed_at is None


@pytest.mark.parametrize("empty", ["", "   ", "<p></p>", "<p><br></p>", "<p>&nbsp;</p>", "<p><b></b></p>"])
def test_a_post_without_words_is_refused(scene, thread, now, empty):
    with pytest.raises(actions.NothingWritten):
        actions.post_reply(thread=thread, body=empty, actor=scene.participant, now=now)

    assert thread.posts.count() == 1


def test_what_is_stored_is_clean(scene, thread, now):
    hostile = '<p>Kijk <a href="javascript:alert(1)" onclick="alert(1)">hier</a><script>alert(1)</script></p>'

    post = actions.post_reply(thread=thread, body=hostile, actor=scene.participant, now=now)

    assert post.body == '<p>Kijk <a rel="nofollow ugc noopener noreferrer">hier</a></p>'


def test_the_writer_changes_her_post(scene, thread, now):
    later = now + timedelta(minutes=5)

    actions.edit_post(post=thread.posts.get(), body="<p>Zo dan.</p>", actor=scene.participant, now=later)

    post = thread.posts.get()
    assert (post.body, post.edited_at, post.posted_at) == ("<p>Zo dan.</p>", later, now)


def test_a_facilitator_does_not_change_the_words_of_others(scene, thread, now):
    with pytest.raises(PermissionDenied):
        actions.edit_post(post=thread.posts.get(), body="<p>Zo.</p>", actor=scene.facilitator, now=now)

    assert thread.posts.get().body == TEXT


def test_a_deleted_post_leaves_a_marker_without_words(scene, thread, now):
    actions.delete_post(post=thread.posts.get(), actor=scene.participant, now=now)

    post = thread.posts.get()
    assert (post.body, post.deleted_at, post.position) == ("", now, 1)


def test_nobody_hears_of_a_post_that_was_deleted(scene, thread, now):
    for _ in range(2):
        post = actions.post_reply(thread=thread, body=TEXT, actor=scene.participant, now=now)
    actions.delete_post(post=post, actor=scene.participant, now=now)

    heard_of = [subject for kind, subject, *_ in events() if kind == "post_written"]
    assert heard_of == [thread.posts.get(position=2).pk]


def test_a_facilitator_does_not_delete_the_words_of_others(scene, thread, now):
    with pytest.raises(PermissionDenied):
        actions.delete_post(post=thread.posts.get(), actor=scene.facilitator, now=now)

    assert thread.posts.get().body == TEXT


def test_a_position_is_never_used_twice(scene, thread, now):
    second = actions.post_reply(thread=thread, body=TEXT, actor=scene.participant, now=now)
    actions.delete_post(post=second, actor=scene.participant, now=now)

    assert actions.post_reply(thread=thread, body=TEXT, actor=scene.participant, now=now).position == 3


def test_who_writes_has_read_what_stands_above(scene, thread, now):
    actions.post_reply(thread=thread, body=TEXT, actor=scene.facilitator, now=now)

    marks = ReadMark.objects.filter(thread=thread).values_list("member", "position")
    assert dict(marks) == {scene.participant.pk: 1, scene.facilitator.pk: 2}


def test_a_reply_costs_the_same_in_a_short_and_in_a_long_thread(
    scene, thread, now, django_assert_max_num_queries
):
    for _ in range(3):
        with django_assert_max_num_queries(14):
            actions.post_reply(thread=thread, body=TEXT, actor=scene.participant, now=now)

    assert Post.objects.filter(thread=thread).count() == 4
