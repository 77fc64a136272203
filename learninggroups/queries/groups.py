"""The list of groups, a group's own page, and who asks for a place in it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F

from learninggroups.models import LearningGroup, Membership
from learninggroups.permissions import (
    Roles,
    follows,
    may_ask_to_join,
    may_follow,
    may_join,
    may_lead,
    may_read,
    may_write,
    takes_part,
)
from learninggroups.queries.addresses import mail_address
from learninggroups.queries.lists import ThreadEntry, threads_of_group
from learninggroups.queries.meetings import GroupMeeting, next_meetings
from learninggroups.queries.shelf import Shelved, shelf_of

# SQL for the same reason as queries.threads.POSTS.
FACILITATORS = """
    SELECT place.group_id, member.name
    FROM learninggroups_membership place JOIN members_member member ON member.id = place.member_id
    WHERE place.role = 'facilitator' AND member.is_active AND place.group_id IN ({groups})
    ORDER BY member.name
"""


@dataclass(frozen=True, slots=True)
class GroupEntry:
    """One group in the list of groups."""

    group: LearningGroup
    facilitators: tuple[str, ...]
    rhythm: str
    takes_part: bool
    meeting: GroupMeeting | None


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A group as one reader sees it; a closed one shows strangers only who it is."""

    group: LearningGroup
    facilitators: tuple[str, ...]
    rhythm: str
    threads: tuple[ThreadEntry, ...]
    older: str
    requests: int
    has_asked: bool
    reads: bool
    takes_part: bool
    may_join: bool
    may_ask: bool
    may_write: bool
    may_lead: bool
    may_follow: bool
    follows: bool
    # Where who takes part starts a thread by mail; empty when she cannot.
    mail_address: str
    shelf: tuple[Shelved, ...]

    @property
    def has_unread(self) -> bool:
        """Something on this page is new."""
        return any(entry.unread for entry in self.threads)


def group_list(roles: Roles, now: datetime, theme_id: int | None = None) -> list[GroupEntry]:
    """Return every group that is alive, or those of one theme, by theme and name."""
    groups = LearningGroup.objects.visible_to(roles).current().select_related("theme")
    if theme_id is not None:
        groups = groups.filter(theme=theme_id)
    groups = list(groups.order_by(F("theme__name").asc(nulls_last=True), "name"))
    keys = [group.pk for group in groups]
    names, meetings = _facilitators_of(keys), next_meetings(roles, keys, now)
    return [
        GroupEntry(
            group=group,
            facilitators=names.get(group.pk, ()),
            rhythm=_rhythm_for(roles, group),
            takes_part=takes_part(roles, group),
            meeting=meetings.get(group.pk),
        )
        for group in groups
    ]


def group_page(roles: Roles, group: LearningGroup, *, after: str = "") -> GroupPage:
    """
    Return a group's page, with the threads that come after a place in the list.

    :raises ValueError: when that place is not one we gave out.
    """
    reads = may_read(roles, group)
    leads = may_lead(roles, group)
    # A guest is in no group, and still sees the threads of this one into which she was asked.
    entries, older = threads_of_group(roles, group, after=after) if reads or roles.guest_in else ((), "")
    has_asked = may_ask_to_join(roles, group) and (
        Membership.objects.requested().filter(group=group, member=roles.member_id).exists()
    )
    return GroupPage(
        group=group,
        facilitators=_facilitators_of([group.pk]).get(group.pk, ()),
        rhythm=_rhythm_for(roles, group),
        threads=entries,
        older=older,
        requests=group.memberships.requested().count() if leads else 0,
        has_asked=has_asked,
        reads=reads or bool(entries),
        takes_part=takes_part(roles, group),
        may_join=may_join(roles, group),
        may_ask=may_ask_to_join(roles, group) and not has_asked,
        may_write=may_write(roles, group),
        may_lead=leads,
        may_follow=may_follow(roles, group),
        follows=follows(roles, group),
        mail_address=mail_address(group) if takes_part(roles, group) else "",
        shelf=shelf_of(roles, group) if reads else (),
    )


def requests_of(roles: Roles, group: LearningGroup) -> list[Membership]:
    """Return who asks for a place in a group, longest waiting first."""
    requests = Membership.objects.visible_to(roles).requested().filter(group=group)
    return list(requests.select_related("member").order_by("joined_at", "pk"))


def _rhythm_for(roles: Roles, group: LearningGroup) -> str:
    """A closed group tells visitors who it is, not when it meets."""
    return group.rhythm if roles.is_member or may_read(roles, group) else ""


def _facilitators_of(groups: list[int]) -> dict[int, tuple[str, ...]]:
    names: dict[int, tuple[str, ...]] = {}
    if not groups:
        return names
    with connection.cursor() as cursor:
        cursor.execute(FACILITATORS.format(groups=", ".join(["%s"] * len(groups))), groups)
        for group_id, name in cursor.fetchall():
            names[group_id] = (*names.get(group_id, ()), name)
    return names
