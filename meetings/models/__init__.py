"""Meetings, and who comes to them."""

from meetings.models.meetings import Meeting, Series
from meetings.models.registrations import Registration

__all__ = ["Meeting", "Registration", "Series"]
