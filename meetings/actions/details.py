"""What a meeting says of itself, and who hears of it."""

from dataclasses import dataclass, fields
from datetime import datetime

from activity import journal
from learninggroups.models import LearningGroup
from meetings.models import Meeting
from themes.models import Programme, Theme


@dataclass(frozen=True, kw_only=True)
class Details:
    """What a meeting says of itself; the fields bear the names of its columns."""

    title: str
    openness: str
    starts_at: datetime
    ends_at: datetime
    about: str = ""
    group: LearningGroup | None = None
    theme: Theme | None = None
    programme: Programme | None = None
    place: str = ""
    online_url: str = ""
    agenda: str = ""
    capacity: int | None = None


def columns(details: Details) -> dict:
    """Return the details by the names of their columns."""
    return {field.name: getattr(details, field.name) for field in fields(details)}


def audience(meeting: Meeting) -> str:
    """Return whom a meeting is told to in the digest."""
    match meeting.openness:
        case Meeting.Openness.OPEN:
            return journal.PUBLIC
        case Meeting.Openness.MEMBERS:
            return journal.MEMBERS
        case _:
            return journal.group_audience(meeting.group_id)
