"""What the pages of groups show of their meetings."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import OuterRef, Subquery

from learninggroups.permissions import Roles
from learninggroups.queries.meetings import GroupMeeting
from meetings.models import Meeting


def next_of_groups(roles: Roles, groups: Collection[int], now: datetime) -> dict[int, GroupMeeting]:
    """Return the first meeting of each of these groups that somebody may see; one statement."""
    upcoming = Meeting.objects.visible_to(roles).upcoming(now).filter(cancelled_at=None)
    found = upcoming.filter(group__in=groups).only("group", "title", "place", "starts_at", "openness")
    if len(groups) == 1:
        found = found[:1]
    else:
        first = upcoming.filter(group=OuterRef("group")).values("pk")[:1]
        found = found.filter(pk=Subquery(first))
    return {
        meeting.group_id: GroupMeeting(
            title=meeting.title,
            path=meeting.get_absolute_url(),
            starts_at=meeting.starts_at,
            place=meeting.place,
            is_open=meeting.openness == Meeting.Openness.OPEN,
        )
        for meeting in found
    }
