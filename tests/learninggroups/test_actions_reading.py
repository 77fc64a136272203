"""How far a member has read: marks only move forward, and unread is what others wrote after them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learninggroups import queries
from learninggroups.actions import posts as actions
from learninggroups.actions import reading
from learninggroups.models import Membership, ReadMark, Thread
from learninggroups.permissions import Roles
from tests.factories.learninggroups import LearningGroupFactory, MembershipFactory, ThreadFactory

TEXT = "<p>Dit herken ik.</p>"
START = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def thread(closed):
    """A thread of five posts that nobody opened."""
    return ThreadFactory(group=closed, post_count=5, last_post_at=START)


def mark_of(member, thread) -> int | None:
    return ReadMark.objects.filter(member=member, thread=thread).values_list("position", flat=True).first()


def unread_of(member, thread) -> int:
    return Thread.objects.with_unread(member.pk).get(pk=thread.pk).unread


def test_a_mark_moves_forward_and_never_back(scene, thread, now):
    seen = []
    for position in (2, 4, 3):
        reading.mark_read(thread=thread, position=position, actor=scene.participant, now=now)
        seen.append(mark_of(scene.participant, thread))

    assert seen == [2, 4, 4]


def test_a_mark_stays_within_the_thread(scene, thread, now):
    reading.mark_read(thread=thread, position=99, actor=scene.participant, now=now)

    assert mark_of(scene.participant, thread) == 5


def test_a_stranger_leaves_no_mark_in_a_closed_group(scene, thread, now):
    with pytest.raises(PermissionDenied):
        reading.mark_read(thread=thread, position=2, actor=scene.elsewhere, now=now)
    with pytest.raises(PermissionDenied):
        reading.mark_group_read(group=thread.group, actor=scene.elsewhere, now=now)

    assert mark_of(scene.elsewhere, thread) is None


def test_moving_a_mark_is_one_statement(scene, thread, now, django_assert_num_queries):
    reading.move_mark(thread.pk, scene.participant.pk, 2, now)

    with django_assert_num_queries(1):
        reading.move_mark(thread.pk, scene.participant.pk, 3, now)


def test_what_was_said_before_one_joined_is_not_new(scene, thread):
    latecomer = MembershipFactory(
        group=thread.group, member=scene.elsewhere, joined_at=START + timedelta(days=1)
    )

    assert unread_of(scene.elsewhere, thread) == 0

    Thread.objects.filter(pk=thread.pk).update(last_post_at=latecomer.joined_at + timedelta(hours=1))

    assert unread_of(scene.elsewhere, thread) == 5


def test_nothing_is_new_to_who_asked_for_a_place(scene, thread):
    assert unread_of(scene.contact, thread) == 0


def test_who_takes_no_part_keeps_her_place_in_what_she_opened(scene, group_of, now):
    thread = ThreadFactory(group=group_of("open"), post_count=5, last_post_at=now)
    assert unread_of(scene.elsewhere, thread) == 0

    reading.mark_read(thread=thread, position=3, actor=scene.elsewhere, now=now)

    assert unread_of(scene.elsewhere, thread) == 2


def test_everything_read_touches_this_group_and_this_member_only(scene, thread, now, group_of):
    opened = ThreadFactory(group=thread.group, post_count=8, last_post_at=START)
    reading.mark_read(thread=opened, position=2, actor=scene.participant, now=now)
    reading.mark_read(thread=opened, position=2, actor=scene.facilitator, now=now)
    elsewhere = ThreadFactory(group=group_of("members"), post_count=3, last_post_at=START)

    reading.mark_group_read(group=thread.group, actor=scene.participant, now=now)

    assert [unread_of(scene.participant, one) for one in (thread, opened, elsewhere)] == [0, 0, 3]
    assert [unread_of(scene.facilitator, one) for one in (thread, opened, elsewhere)] == [5, 6, 3]


def test_everything_read_costs_the_same_however_much_there_is(scene, closed, now):
    def cost(threads: int) -> int:
        ThreadFactory.create_batch(threads, group=closed, post_count=2, last_post_at=START)
        with CaptureQueriesContext(connection) as counted:
            reading.mark_group_read(group=closed, actor=scene.participant, now=now)
        return len(counted)

    assert cost(1) == cost(3)


PEOPLE = ("she", "other", "third")
steps = st.lists(
    st.one_of(
        st.tuples(st.just("post"), st.sampled_from(PEOPLE), st.integers(0, 1)),
        st.tuples(st.just("read"), st.sampled_from(PEOPLE), st.integers(0, 1), st.integers(1, 12)),
        st.tuples(st.just("read all"), st.sampled_from(PEOPLE)),
        st.tuples(st.just("delete"), st.sampled_from(PEOPLE), st.integers(0, 1)),
    ),
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=steps)
def test_unread_is_what_others_wrote_after_the_mark(scene, steps):
    """Whatever the order of posting, reading and deleting, on the page and in a member's overview."""
    people = dict(zip(PEOPLE, (scene.participant, scene.facilitator, scene.contact), strict=True))
    group = LearningGroupFactory(openness="closed")
    for person in people.values():
        MembershipFactory(group=group, member=person, role=Membership.Role.PARTICIPANT, joined_at=START)
    moments = iter(START + timedelta(minutes=n) for n in range(1, 1000))
    threads = [
        actions.start_thread(
            group=group, title="Gesprek", body=TEXT, actor=people["third"], now=next(moments)
        )
        for _ in range(2)
    ]
    writers = [["third"], ["third"]]
    marks = {(name, which): 1 if name == "third" else 0 for name in PEOPLE for which in (0, 1)}

    for step in steps:
        now = next(moments)
        match step:
            case ("post", name, which):
                actions.post_reply(thread=threads[which], body=TEXT, actor=people[name], now=now)
                writers[which].append(name)
                marks[name, which] = len(writers[which])
            case ("read", name, which, position):
                threads[which].refresh_from_db()
                reading.mark_read(thread=threads[which], position=position, actor=people[name], now=now)
                marks[name, which] = max(marks[name, which], min(position, len(writers[which])))
            case ("read all", name):
                reading.mark_group_read(group=group, actor=people[name], now=now)
                marks |= {(name, which): len(writers[which]) for which in (0, 1)}
            case ("delete", name, which):
                own = threads[which].posts.filter(author=people[name], deleted_at=None).first()
                if own:
                    actions.delete_post(post=own, actor=people[name], now=now)

    for name, person in people.items():
        expected = [
            sum(writer != name for writer in writers[which][marks[name, which] :]) for which in (0, 1)
        ]
        assert [unread_of(person, thread) for thread in threads] == expected
        mine = {one.group.pk: one.unread for one in queries.my_groups(Roles.of(person))}
        assert mine[group.pk] == sum(expected)
