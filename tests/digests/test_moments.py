"""When digests go: Dutch mornings, whatever the clock does."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from digests.models import MailPreference
from digests.queries import moments

NEVER, DAILY, WEEKLY, MONTHLY = MailPreference.Frequency


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return a moment on the Dutch clock."""
    return datetime.combine(day, time(hour, minute), timezone.get_default_timezone())


@pytest.mark.parametrize("changes", [date(2026, 3, 29), date(2026, 10, 25)])
def test_seven_o_clock_comes_once_on_the_day_the_clock_changes(changes):
    """Walk through three days by the minute; each has one new daily period, at seven."""
    moment = at(changes - timedelta(days=1), 0)
    seen = {}
    while moment < at(changes + timedelta(days=2), 0):
        period = moments.latest_moments(moment)[0].period
        seen.setdefault(period, timezone.localtime(moment))
        moment += timedelta(minutes=1)

    # The first one began the day before we looked.
    assert [(started.hour, started.minute) for started in seen.values()][1:] == [(7, 0)] * 3
    assert list(seen)[1:] == [f"{changes + timedelta(days=days)}" for days in (-1, 0, 1)]


def test_week_is_named_after_the_year_it_belongs_to():
    periods = {moment.period for moment in moments.latest_moments(at(date(2027, 1, 1), 9))}

    assert {"2027-01-01", "2027-01", "2026-W53-5", "2026-W53-1", "2026-W52-6"} <= periods


@pytest.mark.parametrize(
    ("frequency", "weekday", "next_at"),
    [
        (NEVER, 2, None),
        (DAILY, 2, at(date(2026, 11, 4), 7)),
        (WEEKLY, 2, at(date(2026, 11, 10), 7)),
        (WEEKLY, 4, at(date(2026, 11, 5), 7)),
        (MONTHLY, 2, at(date(2026, 12, 1), 7)),
    ],
)
def test_next_digest_comes_at_the_next_moment_of_ones_choice(frequency, weekday, next_at):
    preference = MailPreference(frequency=frequency, weekday=weekday)

    # Tuesday, an hour after her digest of today.
    assert moments.next_moment(preference, at(date(2026, 11, 3), 8), None) == next_at


def test_next_digest_of_who_is_away_comes_when_she_is_back():
    daily, weekly = (MailPreference(frequency=frequency, weekday=2) for frequency in (DAILY, WEEKLY))
    now, back = at(date(2026, 11, 3), 8), date(2026, 11, 13)

    assert moments.next_moment(daily, now, back) == at(back, 7)
    assert moments.next_moment(weekly, now, back) == at(date(2026, 11, 17), 7)
