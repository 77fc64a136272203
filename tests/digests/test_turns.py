"""One worker at a time plans and writes, and not for long, so that letters never wait for hands."""

from datetime import timedelta

import pytest
import time_machine

from activity import journal
from digests import actions, tasks
from digests.actions import turns
from digests.models import DigestDelivery
from mailing.models import OutgoingMail
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.learninggroups import MembershipFactory, PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def readers(opened, monkeypatch):
    """Three readers of a group in which something was said yesterday, and room for one letter in a chunk."""
    monkeypatch.setattr(actions, "WRITTEN_AT_ONCE", 1)
    thread = ThreadFactory(post_count=1)
    PostFactory(thread=thread, author=thread.author, position=1)
    journal.record("thread_started", thread, audience=journal.MEMBERS, actor=thread.author, now=MONDAY)
    return [MembershipFactory(group=thread.group).member for _ in range(3)]


def plan() -> int:
    """Wake a worker on Tuesday morning, and return how many digests are written by then."""
    with time_machine.travel(TUESDAY, tick=False):
        tasks.plan()
    return OutgoingMail.objects.filter(letter="digest").count()


def test_turn_is_of_one_worker_until_it_ends_it():
    turn = turns.take(now=TUESDAY)

    assert turn
    assert turns.take(now=TUESDAY) is None
    assert turns.keep(token=turn, now=TUESDAY)

    turns.end(token=turn, now=TUESDAY)

    assert turns.take(now=TUESDAY)


@pytest.mark.parametrize("later", [turns.SILENCE, -timedelta(hours=2)], ids=["silent", "clock put back"])
def test_turn_of_a_worker_that_died_is_taken_over(later):
    dead = turns.take(now=TUESDAY)

    assert turns.take(now=TUESDAY + later)
    assert not turns.keep(token=dead, now=TUESDAY + later)


def test_nobody_writes_while_another_worker_has_the_turn(readers):
    turn = turns.take(now=TUESDAY)

    assert plan() == 0

    turns.end(token=turn, now=TUESDAY)

    assert plan() == len(readers)


def test_pass_that_took_long_leaves_the_rest_to_the_next(readers, monkeypatch):
    monkeypatch.setattr(tasks, "PASS_SECONDS", 0)

    # The first chunk is of who wrote it, and for whom there is nothing new.
    assert [plan() for _ in range(5)] == [0, 1, 2, 3, 3]
    assert not DigestDelivery.objects.pending().exists()
