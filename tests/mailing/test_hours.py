"""Letters that nobody waits for leave by day only, however they came to be late."""

from datetime import UTC, datetime, timedelta

import pytest

from mailing import delivery, hours, letters
from mailing.models import Lease, OutgoingMail
from tests.factories.mailing import OutgoingMailFactory

# 19.59 in the Netherlands, on the Saturday before the clocks go back.
EVENING = datetime(2026, 10, 24, 17, 59, tzinfo=UTC)
MORNING = datetime(2026, 10, 25, 6, tzinfo=UTC)


@pytest.fixture
def late(clock) -> None:
    """It is one minute to eight in the evening."""
    clock.now = EVENING


@pytest.fixture
def reminder(late, probe) -> OutgoingMail:
    """A letter that was written just before eight and may leave by day only."""
    probe(by_day=True)
    return OutgoingMailFactory(letter="probe", due_at=EVENING, queued_at=EVENING)


def test_reminder_that_came_too_late_for_the_evening_leaves_at_seven(deliver, post_office, clock, reminder):
    clock.now = EVENING + timedelta(minutes=2)
    assert deliver() == 0
    clock.now = MORNING - timedelta(minutes=1)
    assert deliver() == 0
    assert post_office.taken == []

    clock.now = MORNING
    assert deliver() == 1


def test_reminder_leaves_until_eight(deliver, post_office, reminder):
    assert deliver() == 1


def test_retry_of_a_reminder_waits_for_the_morning(deliver, post_office, clock, reminder):
    post_office.rcpt[reminder.to_address].append("451 4.7.1 Greylisted")

    assert deliver() == 0
    clock.forward(minutes=10)
    assert deliver() == 0

    clock.now = MORNING
    assert deliver() == 1


def test_reminder_in_doubt_is_taken_over_in_the_morning(deliver, post_office, clock, reminder):
    lease = EVENING + timedelta(minutes=5)
    Lease.objects.create(token="gone", handing=reminder.pk, until=lease)
    OutgoingMail.objects.update(lease_token="gone")

    clock.now = lease + timedelta(minutes=1)
    assert deliver() == 0

    clock.now = MORNING
    assert deliver() == 1


def test_eight_o_clock_may_strike_halfway_a_batch(db, post_office, reminder):
    second = OutgoingMailFactory(letter="probe", due_at=EVENING, queued_at=EVENING)

    def clock_that_strikes_after_one() -> datetime:
        return EVENING + timedelta(minutes=len(post_office.taken))

    assert delivery.deliver(clock=clock_that_strikes_after_one, seconds=600) == 1

    assert post_office.recipients() == [reminder.to_address]
    second.refresh_from_db()
    assert (second.state, second.claims, second.lease_token) == ("queued", 0, "")


def test_letter_that_somebody_waits_for_leaves_at_any_hour(deliver, post_office, clock, reminder):
    notice = OutgoingMailFactory(due_at=EVENING, priority=4)
    clock.now = EVENING + timedelta(hours=3)

    assert deliver() == 1

    assert post_office.recipients() == [notice.to_address]


@pytest.mark.parametrize(
    ("moment", "is_day"),
    [
        # Summer time ends on 25 October 2026, and begins on 28 March 2027.
        (datetime(2026, 10, 24, 4, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 24, 5, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 25, 5, 59, tzinfo=UTC), False),
        (datetime(2026, 10, 25, 6, 0, tzinfo=UTC), True),
        (datetime(2026, 10, 25, 18, 59, tzinfo=UTC), True),
        (datetime(2026, 10, 25, 19, 0, tzinfo=UTC), False),
        (datetime(2027, 3, 28, 4, 59, tzinfo=UTC), False),
        (datetime(2027, 3, 28, 5, 0, tzinfo=UTC), True),
    ],
)
def test_daytime_follows_the_dutch_clock(moment, is_day):
    assert hours.is_daytime(moment) is is_day


def test_only_what_nobody_waits_for_waits_for_the_morning():
    asked_after = ["outcome_reminder", "question_reminder", "meeting_near", "guest_asked"]
    told = ["digest", "open_digest", "address_refused", "failed_mail", "hand_over", "meeting_ready"]
    gathered = ["enquiries_waiting", "takeaways_came", "imported_invitation"]

    assert sorted(letters.names_by_day()) == sorted(asked_after + told + gathered)
