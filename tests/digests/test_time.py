"""
Every day from 2026 to 2030, on the Dutch clock: one letter per member and period, and each item once.

The moments are asked for at every hour of those five years; the planner comes around all ten days
on which the clock changes, with clocks that are two hours wrong, and after nine days without power.
"""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activity import journal, sealing
from activity.models import Batch
from digests import tasks
from digests.models import DigestDelivery, DigestRun, MailPreference
from digests.queries import moments
from mailing.models import OutgoingMail
from tests.factories.home import NewsPageFactory
from tests.factories.members import MemberFactory

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIRST, LAST = date(2026, 1, 1), date(2030, 12, 31)
CHANGES = [
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2027, 3, 28),
    date(2027, 10, 31),
    date(2028, 3, 26),
    date(2028, 10, 29),
    date(2029, 3, 25),
    date(2029, 10, 28),
    date(2030, 3, 31),
    date(2030, 10, 27),
]


def utc_hours(first: date, last: date):
    """Every hour from one local midnight to another, however long the days between are."""
    moment = datetime.combine(first, datetime.min.time(), AMSTERDAM).astimezone(UTC)
    while moment.astimezone(AMSTERDAM).date() < last:
        yield moment
        moment += timedelta(hours=1)


def test_each_period_of_five_years_begins_at_seven_and_once():
    """Hour by hour: a new daily period each day, a weekly one each weekday, and twelve a year."""
    begun: dict[tuple[str, str], datetime] = {}
    for moment in utc_hours(FIRST, LAST + timedelta(days=1)):
        for one in moments.latest_moments(moment):
            begun.setdefault((one.kind, one.period), moment)
    fresh = {key: at for key, at in begun.items() if at > min(begun.values())}

    assert {at.astimezone(AMSTERDAM).hour for at in fresh.values()} == {7}
    days = (LAST - FIRST).days + 1
    counted = Counter(kind for kind, _period in fresh)
    assert counted == {"daily": days, "weekly": days, "monthly": 60}


@pytest.fixture
def readers(db):
    """One member for each frequency."""
    sealing.seal(now=datetime(2025, 12, 31, 12, tzinfo=UTC))
    joined = datetime(2025, 12, 1, tzinfo=UTC)
    readers = {}
    for frequency in ("daily", "weekly", "monthly"):
        member = readers[frequency] = MemberFactory(joined_at=joined)
        MailPreference.objects.create(member=member, frequency=frequency, weekday=2, changed_at=joined)
    return readers


@pytest.fixture
def publish(db):
    """Return a function that tells of an article, and returns its path."""

    def publish(now) -> str:
        page = NewsPageFactory()
        journal.record("news_published", page, audience=journal.PUBLIC, actor=None, now=now)
        return page.address

    return publish


def letters_by(readers: dict) -> dict[str, list[OutgoingMail]]:
    """Return the digests of each reader."""
    return {
        name: list(OutgoingMail.objects.filter(letter="digest", member=member).order_by("pk"))
        for name, member in readers.items()
    }


def tick(now: datetime) -> None:
    """What the half-minute tick does, and the mail server at once."""
    with time_machine.travel(now, tick=False):
        tasks.plan()
    OutgoingMail.objects.filter(state="queued").update(state="sent", sent_at=now)


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_on_the_days_the_clock_changes_everybody_gets_one_letter_per_period(readers, publish, change):
    paths = []
    first = change - timedelta(days=2)
    for moment in utc_hours(first, change + timedelta(days=3)):
        if moment.astimezone(AMSTERDAM).hour == 2:
            # Twice on the day that has this hour twice, never on the day that has it not.
            paths.append(publish(moment))
        if moment.astimezone(AMSTERDAM).hour in (2, 6, 7, 8, 19):
            tick(moment)

    told = letters_by(readers)
    days = [timezone.localdate(letter.queued_at) for letter in told["daily"]]
    assert len(days) == len(set(days))
    assert {timezone.localtime(letter.queued_at).hour for letters in told.values() for letter in letters} == {
        7
    }
    for letters in told.values():
        assert (
            max(
                Counter(path for letter in letters for path in paths if path in letter.text).values(),
                default=1,
            )
            == 1
        )
    everything = " ".join(letter.text for letter in told["daily"])
    assert all(everything.count(f"{path}\n") == 1 for path in paths)


def test_after_nine_days_off_there_is_one_letter_with_everything(readers, publish):
    start = datetime(2026, 11, 2, 6, tzinfo=UTC)
    tick(start)
    paths = [publish(start + timedelta(days=day)) for day in range(4)]

    for minutes in (0, 1, 30, 200):
        tick(start + timedelta(days=9, hours=3, minutes=minutes))

    told = letters_by(readers)
    assert [len(letters) for letters in told.values()] == [1, 1, 0]
    for name in ("daily", "weekly"):
        assert all(path in told[name][0].text for path in paths)


# Forty days, of which the last few hours lie in the daytime at least once every nine.
CATCHING_UP = [(step, timedelta(0), False) for step in [timedelta(days=8), *[timedelta(hours=5)] * 4]] * 5

steps = st.lists(
    st.tuples(
        st.sampled_from([timedelta(hours=1), timedelta(hours=5), timedelta(hours=13), timedelta(days=9)]),
        # The clock is right, or two hours off in either direction.
        st.sampled_from([timedelta(0), timedelta(0), timedelta(hours=2), timedelta(hours=-2)]),
        st.booleans(),
    ),
    min_size=4,
    max_size=20,
)


@given(first=st.dates(FIRST, LAST), steps=steps)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_the_clock_says_each_item_comes_once_and_each_period_once(readers, publish, first, steps):
    start = transaction.savepoint()
    moment = datetime.combine(first, datetime.min.time(), AMSTERDAM).astimezone(UTC)
    paths = []
    for step, error, is_news in [*steps, *CATCHING_UP]:
        moment += step
        if is_news:
            paths.append(publish(moment + error))
        tick(moment + error)
    # A letter is put together when it is read, which is impossible once its parts are rolled back.
    told = {
        reader: [(timezone.localdate(letter.queued_at), letter.text) for letter in letters]
        for reader, letters in letters_by(readers).items()
    }
    runs = list(DigestRun.objects.values_list("kind", "period"))
    sealed = list(Batch.objects.values_list("day", flat=True))
    turns = list(DigestDelivery.objects.values_list("member", "run__kind", "run__period"))
    transaction.savepoint_rollback(start)

    assert len(runs) == len(set(runs))
    assert len(sealed) == len(set(sealed))
    assert len(turns) == len(set(turns))
    for letters in told.values():
        days = [day for day, _text in letters]
        assert len(days) == len(set(days))
        everything = " ".join(text for _day, text in letters)
        assert all(everything.count(f"{path}\n") == 1 for path in paths)
