"""Two people at once: nobody's words are lost, and no position is given out twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection

from inbound.replies import Reply
from learninggroups.actions import by_mail, memberships, ordering, posts, reading, threads
from learninggroups.models import MailedPost, Membership, ReadMark, Thread
from learninggroups.notifications.by_mail import spot_of
from tests.factories.learninggroups import LearningGroupFactory, MembershipFactory
from tests.factories.members import MemberFactory

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS, POSTS_EACH = 4, 5


def at_once(*works) -> list:
    """Run these in a thread each, started together; return what they return or raise."""
    together = Barrier(len(works))

    def run(work):
        try:
            together.wait(timeout=20)
            return work()
        except Exception as error:  # noqa: BLE001 - the test looks at what was raised
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [done.result(timeout=60) for done in [pool.submit(run, work) for work in works]]


@pytest.fixture
def group():
    """A closed group with writers, one of whom facilitates it."""
    group = LearningGroupFactory(openness="closed")
    for number in range(WRITERS):
        MembershipFactory(
            group=group,
            member=MemberFactory(),
            role=Membership.Role.PARTICIPANT if number else Membership.Role.FACILITATOR,
        )
    return group


@pytest.fixture
def writers(group):
    """Everyone in the group; the facilitator comes first."""
    return [place.member for place in group.memberships.select_related("member").order_by("pk")]


@pytest.fixture
def thread(group, writers, now):
    """A thread with one post."""
    return posts.start_thread(group=group, title="Gesprek", body="<p>Begin.</p>", actor=writers[0], now=now)


def test_writers_at_once_get_a_position_each(thread, writers, now):
    def write(writer):
        return lambda: [
            posts.post_reply(thread=thread, body="<p>Ja.</p>", actor=writer, now=now).position
            for _ in range(POSTS_EACH)
        ]

    given = at_once(*(write(writer) for writer in writers))

    last = 1 + WRITERS * POSTS_EACH
    assert sorted(position for positions in given for position in positions) == list(range(2, last + 1))
    assert Thread.objects.get().post_count == thread.posts.count() == last


def test_a_close_between_replies_lets_none_through_after_it(thread, writers, now):
    def write(writer):
        def work():
            for _ in range(POSTS_EACH):
                posts.post_reply(thread=thread, body="<p>Ja.</p>", actor=writer, now=now)

        return work

    def close():
        threads.close_thread(thread=thread, actor=writers[0], now=now)
        return thread.posts.count()

    *_, at_closing = at_once(*(write(writer) for writer in writers[1:]), close)

    assert thread.posts.count() == Thread.objects.get().post_count == at_closing


def test_a_merge_between_replies_loses_none(group, thread, writers, now):
    younger = posts.start_thread(
        group=group, title="Hetzelfde", body="<p>Begin.</p>", actor=writers[0], now=now + timedelta(hours=1)
    )

    def write(writer):
        return lambda: [
            posts.post_reply(thread=younger, body="<p>Ja.</p>", actor=writer, now=now).pk
            for _ in range(POSTS_EACH)
        ]

    def merge():
        ordering.merge_threads(thread=younger, other=thread, reason="Hetzelfde.", actor=writers[0], now=now)
        return []

    written = at_once(*(write(writer) for writer in writers[1:]), merge)

    thread.refresh_from_db()
    kept = dict(thread.posts.values_list("pk", "position"))
    assert kept.keys() >= {pk for pks in written for pk in pks}
    assert sorted(kept.values()) == list(range(1, thread.post_count + 1))
    assert thread.post_count == 2 + (WRITERS - 1) * POSTS_EACH


def test_two_windows_leave_one_mark_at_the_furthest_place(thread, writers, now):
    Thread.objects.update(post_count=20)
    thread.refresh_from_db()
    reader = writers[1]

    at_once(
        *(
            lambda position=position: reading.mark_read(
                thread=thread, position=position, actor=reader, now=now
            )
            for position in (20, 3, 11, 7)
        )
    )

    assert ReadMark.objects.get(member=reader).position == 20


def test_two_facilitators_do_not_leave_a_group_alone_together(group, writers):
    Membership.objects.filter(group=group, member=writers[1]).update(role=Membership.Role.FACILITATOR)

    results = at_once(
        *(lambda who=who: memberships.leave_group(group=group, actor=who) for who in writers[:2])
    )

    assert group.memberships.facilitating().count() == 1
    assert [type(result) for result in results].count(memberships.LastFacilitator) == 1


def test_one_mail_in_two_hands_is_one_post(thread, writers, now):
    """As when a worker is thought dead and is not; the second of them finds it out or fails as a whole."""
    reply = Reply("m1", writers[1].pk, spot_of(thread), "Ik ook.", writers[1].email, is_from_her=True)

    def take():
        return by_mail.take_reply(reply=reply, now=now)

    outcomes = at_once(take, take)

    assert True in outcomes
    assert all(one is True or isinstance(one, IntegrityError) for one in outcomes)
    assert MailedPost.objects.count() == 1
    assert list(thread.posts.order_by("position").values_list("position", flat=True)) == [1, 2]
    assert take()
