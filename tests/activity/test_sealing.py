"""Closing the day, once and for good."""

from datetime import timedelta

import pytest

from activity import journal, sealing
from activity.models import Event
from tests.digests.conftest import MONDAY, TUESDAY
from tests.factories.members import OrganizationFactory

pytestmark = pytest.mark.django_db


def record(now) -> Event:
    """Write an event of no importance."""
    subject = OrganizationFactory()
    return journal.record("thread_started", subject, audience=journal.MEMBERS, actor=None, now=now)


def test_day_is_sealed_once():
    first = record(MONDAY)
    batch = sealing.seal(now=MONDAY)
    late = record(MONDAY)

    assert sealing.seal(now=MONDAY + timedelta(hours=3)) is None

    first.refresh_from_db()
    late.refresh_from_db()
    assert (first.batch, late.batch) == (batch, None)


def test_what_came_too_late_is_in_the_next_batch_however_old_it_is():
    sealing.seal(now=MONDAY)
    late = record(MONDAY - timedelta(days=40))

    batch = sealing.seal(now=TUESDAY)

    late.refresh_from_db()
    assert late.batch == batch


def test_clock_that_was_wrong_for_a_while_stops_nothing():
    """A day from the future is a day like any other; the next true one is sealed after it."""
    future = sealing.seal(now=TUESDAY + timedelta(days=400))
    event = record(TUESDAY)

    today = sealing.seal(now=TUESDAY)

    event.refresh_from_db()
    assert event.batch == today
    assert today.number == future.number + 1


def test_midnight_is_dutch():
    sealing.seal(now=MONDAY.replace(hour=0, minute=30))

    assert sealing.seal(now=MONDAY) is None


def test_pruning_keeps_what_is_young_and_what_is_needed():
    record(MONDAY)
    needed = sealing.seal(now=MONDAY)

    assert sealing.prune(up_to=needed.number, now=MONDAY + timedelta(days=364)) == 0
    assert sealing.prune(up_to=needed.number - 1, now=MONDAY + timedelta(days=366)) == 0
    assert sealing.prune(up_to=needed.number, now=MONDAY + timedelta(days=366)) == 1
