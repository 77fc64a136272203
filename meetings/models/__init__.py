"""Meetings, who comes to them, and finding a day for them."""

from meetings.models.calendar_feeds import CalendarFeed
from meetings.models.meetings import Meeting, Series
from meetings.models.polls import Availability, DatePoll, PollAnswer, ProposedMoment
from meetings.models.registrations import Registration

__all__ = [
    "Availability",
    "CalendarFeed",
    "DatePoll",
    "Meeting",
    "PollAnswer",
    "ProposedMoment",
    "Registration",
    "Series",
]
