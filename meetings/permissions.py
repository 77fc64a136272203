"""Who may see, plan and look after meetings."""

from datetime import datetime

from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles, may_lead
from meetings.models import DatePoll, Meeting


def may_see_meeting(roles: Roles, meeting: Meeting | DatePoll) -> bool:
    """Everyone sees an open meeting or poll, members one for members, and who takes part one of her group."""
    match meeting.openness:
        case Meeting.Openness.OPEN:
            return True
        case Meeting.Openness.MEMBERS:
            return roles.is_member
        case _:
            return meeting.group_id in roles.participates


def is_in_confidence(meeting: Meeting | DatePoll) -> bool:
    """Whether mail and calendars are told no more of it than when it is: it is of a confidential group."""
    is_of_group = meeting.openness == Meeting.Openness.GROUP and meeting.group is not None
    return is_of_group and meeting.group.is_confidential


def may_have_calendar(roles: Roles) -> bool:
    """Everyone with an account follows her own meetings."""
    return roles.member_id is not None


def may_plan(roles: Roles, group: LearningGroup | None) -> bool:
    """A facilitator plans for her group, the programme team for everyone and for any group."""
    if group is None:
        return roles.is_programme_team
    return group.archived_at is None and (roles.is_programme_team or may_lead(roles, group))


def may_plan_anything(roles: Roles) -> bool:
    """Whether there is anything that she may plan."""
    return roles.is_programme_team or bool(roles.facilitates)


def may_look_after_meeting(roles: Roles, meeting: Meeting | DatePoll) -> bool:
    """Who facilitates its group, and the programme team."""
    return may_see_meeting(roles, meeting) and (
        roles.is_programme_team or (meeting.group_id is not None and meeting.group_id in roles.facilitates)
    )


def may_register(roles: Roles, meeting: Meeting, now: datetime) -> bool:
    """Whoever sees a meeting comes to it, until it begins."""
    return may_see_meeting(roles, meeting) and meeting.cancelled_at is None and meeting.starts_at > now
