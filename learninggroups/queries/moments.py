"""Moments as both databases give them to SQL of our own."""

from datetime import UTC, datetime


def in_utc(moment: datetime | None) -> datetime | None:
    """Return a moment as PostgreSQL gives it; SQLite keeps UTC without saying so."""
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment
