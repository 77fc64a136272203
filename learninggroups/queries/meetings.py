"""The next meeting of a group, as told by whoever keeps meetings upstairs."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles


@dataclass(frozen=True, slots=True)
class GroupMeeting:
    """When and where one can meet a group; ``place`` is empty when that is online only."""

    title: str
    path: str
    starts_at: datetime
    place: str
    is_open: bool


# Called with who looks, the keys of groups and a moment; gives the first meeting she may see of each.
Telling = Callable[[Roles, Collection[int], datetime], Mapping[int, GroupMeeting]]
_telling: list[Telling] = []


def register(telling: Telling) -> None:
    """Let an app tell of meetings of groups; called from its ``ready``."""
    _telling.append(telling)


def next_meetings(roles: Roles, groups: Collection[int], now: datetime) -> dict[int, GroupMeeting]:
    """Return the next meeting that somebody may see of each of these groups, by the group's key."""
    found: dict[int, GroupMeeting] = {}
    for telling in _telling if groups else ():
        found |= telling(roles, groups, now)
    return found


def next_meeting(roles: Roles, group: LearningGroup, now: datetime) -> GroupMeeting | None:
    """Return the next meeting of one group that somebody may see."""
    return next_meetings(roles, [group.pk], now).get(group.pk)
