"""When digests go: the moments of each kind, in Dutch time, computed and never remembered."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from digests.models import MailPreference

Frequency = MailPreference.Frequency

# A digest is read at the start of a working day; after an outage it may come later that day.
SENDING_HOUR = 7


@dataclass(frozen=True)
class Moment:
    """One moment at which one kind of digest is due; a weekly one has its weekday."""

    kind: str
    period: str
    weekday: int | None
    at: datetime


def latest_moments(now: datetime) -> list[Moment]:
    """
    Return the last moment of each kind that has come, nine in all.

    Only the last one: who was away for days owes one digest and not one per day missed.
    """
    today = timezone.localdate(now)
    if timezone.localtime(now).hour < SENDING_HOUR:
        today -= timedelta(days=1)
    weekly = [_weekly(today - timedelta(days=(today.isoweekday() - day) % 7)) for day in range(1, 8)]
    return [_daily(today), *weekly, _monthly(today.replace(day=1))]


def next_moment(preference: MailPreference, now: datetime, paused_until: date | None) -> datetime | None:
    """Return when a member with this preference gets her next digest; None for *nooit*."""
    today = timezone.localdate(now)
    if timezone.localtime(now).hour >= SENDING_HOUR:
        today += timedelta(days=1)
    if paused_until:
        today = max(today, paused_until)
    match preference.frequency:
        case Frequency.DAILY:
            return _at(today)
        case Frequency.WEEKLY:
            return _at(today + timedelta(days=(preference.weekday - today.isoweekday()) % 7))
        case Frequency.MONTHLY:
            in_next_month = today.replace(day=1) + timedelta(days=32)
            return _at(today if today.day == 1 else in_next_month.replace(day=1))
        case _:
            return None


def _daily(day: date) -> Moment:
    return Moment(Frequency.DAILY, f"{day:%Y-%m-%d}", None, _at(day))


def _weekly(day: date) -> Moment:
    year, week, weekday = day.isocalendar()
    return Moment(Frequency.WEEKLY, f"{year}-W{week:02}-{weekday}", weekday, _at(day))


def _monthly(day: date) -> Moment:
    return Moment(Frequency.MONTHLY, f"{day:%Y-%m}", None, _at(day))


def _at(day: date) -> datetime:
    return datetime.combine(day, time(SENDING_HOUR), timezone.get_default_timezone())
