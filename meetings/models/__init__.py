"""Meetings, who comes to them, and finding a day for them, and what stays of them."""

from meetings.models.afterwards import Material, Reflection
from meetings.models.calendar_feeds import CalendarFeed
from meetings.models.meetings import Meeting, Series
from meetings.models.polls import Availability, DatePoll, PollAnswer, ProposedMoment
from meetings.models.registrations import Registration

__all__ = [
    "Availability",
    "CalendarFeed",
    "DatePoll",
    "Material",
    "Meeting",
    "PollAnswer",
    "ProposedMoment",
    "Reflection",
    "Registration",
    "Series",
]
