"""The hours in which we write of our own accord, by the clock in the Netherlands."""

from datetime import date, datetime, time

from django.utils import timezone

DAY_STARTS, DAY_ENDS = time(7), time(20)


def is_daytime(now: datetime) -> bool:
    """Say whether letters that nobody waits for may go at this moment."""
    local = timezone.localtime(now, timezone.get_default_timezone())
    return DAY_STARTS <= local.time() < DAY_ENDS


def opening(now: datetime) -> datetime:
    """Return when, on the day of this moment, those hours begin."""
    here = timezone.get_default_timezone()
    return datetime.combine(timezone.localdate(now, here), DAY_STARTS, here)


def noon(now: datetime) -> datetime:
    """Return when, on the day of this moment, it is twelve o'clock."""
    here = timezone.get_default_timezone()
    return datetime.combine(timezone.localdate(now, here), time(12), here)


def morning_of(day: date) -> datetime:
    """Return from when letters may go on this day."""
    return datetime.combine(day, DAY_STARTS, timezone.get_default_timezone())
