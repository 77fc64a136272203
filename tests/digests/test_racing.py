"""Two planners, and two hands that write, at the very same moment and with connections of their own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction

from activity import journal, sealing
from activity.models import Batch, Event
from digests import actions
from digests.models import DigestDelivery, DigestRun
from mailing.models import OutgoingMail
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.learninggroups import LearningGroupFactory, MembershipFactory, PostFactory, ThreadFactory

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*errands: Callable[[], object]) -> list[object]:
    """Run errands in threads that start together, and return what each returned."""
    start = Barrier(len(errands))

    def run(errand):
        start.wait()
        try:
            return errand()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(errands)) as pool:
        return list(pool.map(run, errands))


@pytest.fixture
def talking_group():
    """Twelve readers of a group in which something was said yesterday."""
    sealing.seal(now=MONDAY - timedelta(days=1))
    group = LearningGroupFactory()
    thread = ThreadFactory(group=group, post_count=1)
    PostFactory(thread=thread, author=thread.author, position=1)
    journal.record("thread_started", thread, audience=journal.MEMBERS, actor=thread.author, now=MONDAY)
    return [MembershipFactory(group=group).member for _ in range(12)]


def test_two_planners_make_one_batch_and_one_run_of_each_kind(talking_group):
    at_once(*[lambda: actions.plan_due(now=TUESDAY)] * 4)

    assert list(Batch.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert DigestRun.objects.count() == len(set(DigestRun.objects.values_list("kind", "period")))
    run = DigestRun.objects.get(period="2026-W45-2")
    assert set(run.deliveries.values_list("member", flat=True)) >= {member.pk for member in talking_group}
    assert DigestDelivery.objects.count() == DigestDelivery.objects.values("member").distinct().count()


def test_two_hands_write_each_letter_once(talking_group, monkeypatch):
    monkeypatch.setattr(actions, "WRITTEN_AT_ONCE", 2)
    actions.plan_due(now=TUESDAY)

    written = at_once(*[lambda: sum(actions.write_due(now=TUESDAY))] * 3)

    assert sum(written) == OutgoingMail.objects.filter(letter="digest").count() == len(talking_group)
    assert not DigestDelivery.objects.pending().exists()


def test_event_that_commits_after_the_seal_lands_in_the_next_batch(talking_group):
    [thread_id] = Event.objects.values_list("subject_id", flat=True)
    early, late = Barrier(2), Barrier(2)

    def write_slowly():
        # PostgreSQL gives this row its id before the day is sealed, and shows it afterwards.
        with transaction.atomic():
            event = Event.objects.create(
                kind="thread_started",
                subject_kind="learninggroups.thread",
                subject_id=thread_id,
                audience=journal.MEMBERS,
                happened_at=MONDAY,
            )
            if connection.vendor == "postgresql":
                early.wait()
                late.wait()
        return event

    def seal():
        # SQLite has one writer at a time, so there nothing can be in between.
        if connection.vendor == "postgresql":
            early.wait()
        batch = sealing.seal(now=TUESDAY)
        if connection.vendor == "postgresql":
            late.wait()
        return batch

    event, batch = at_once(write_slowly, seal)
    event.refresh_from_db()
    if event.batch_id is None:
        sealing.seal(now=TUESDAY + timedelta(days=1))
        event.refresh_from_db()

    assert event.batch_id in {batch.number, batch.number + 1}
    if connection.vendor == "postgresql":
        assert event.batch_id == batch.number + 1
