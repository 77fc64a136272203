"""What a person is in our groups, and what that lets her do there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from learninggroups.models import LearningGroup, Membership, Post, Thread
from members.models import Member
from members.permissions import Roles as MemberRoles
from members.permissions import facts_of

# Rows for members.permissions.facts_of; who only asked for a place has none yet.
PLACES_IN_GROUPS = """
    SELECT member_id, 'group', group_id, role FROM learninggroups_membership
    WHERE role <> 'requested' AND member_id IN ({members})
"""


@dataclass(frozen=True, kw_only=True)
class Roles(MemberRoles):
    """What a person is, learning groups included; this is what ``request.roles`` holds."""

    participates: frozenset[int] = frozenset()
    facilitates: frozenset[int] = frozenset()

    @classmethod
    def of_many(cls, members: Iterable[Member]) -> dict[int, Self]:
        """Load the roles of many members, by primary key, in one statement."""
        facts, places = facts_of(members, PLACES_IN_GROUPS)
        participates: dict[int, set[int]] = {pk: set() for pk in facts}
        facilitates: dict[int, set[int]] = {pk: set() for pk in facts}
        for member_id, _, group_id, role in places:
            participates[member_id].add(group_id)
            if role == Membership.Role.FACILITATOR:
                facilitates[member_id].add(group_id)
        return {
            pk: cls(**own, participates=frozenset(participates[pk]), facilitates=frozenset(facilitates[pk]))
            for pk, own in facts.items()
        }


def takes_part(roles: Roles, group: LearningGroup) -> bool:
    """Participants and facilitators; who asked to join does not take part yet."""
    return group.pk in roles.participates


def may_read(roles: Roles, group: LearningGroup) -> bool:
    """Everyone reads an open group, members the groups for members, participants a closed one."""
    match group.openness:
        case LearningGroup.Openness.OPEN:
            return True
        case LearningGroup.Openness.MEMBERS:
            return roles.is_member
        case _:
            return takes_part(roles, group)


def may_see_thread(roles: Roles, thread: Thread) -> bool:
    """Who may read the group may read each of its threads."""
    return may_read(roles, thread.group)


def may_see_post(roles: Roles, post: Post) -> bool:
    """Who may read the thread may read each of its posts."""
    return may_see_thread(roles, post.thread)


def may_see_membership(roles: Roles, membership: Membership) -> bool:
    """A facilitator sees the places in her group, and everyone her own."""
    return membership.group_id in roles.facilitates or (
        roles.is_member and membership.member_id == roles.member_id
    )


def may_join(roles: Roles, group: LearningGroup) -> bool:
    """A member joins a group that is not closed at once."""
    return (
        roles.is_member
        and group.openness != LearningGroup.Openness.CLOSED
        and group.archived_at is None
        and not takes_part(roles, group)
    )


def may_ask_to_join(roles: Roles, group: LearningGroup) -> bool:
    """A member asks the facilitators of a closed group."""
    return (
        roles.is_member
        and group.openness == LearningGroup.Openness.CLOSED
        and group.archived_at is None
        and not takes_part(roles, group)
    )


def may_write(roles: Roles, group: LearningGroup) -> bool:
    """Every member writes in an open group; in the others one takes part first."""
    if group.archived_at is not None:
        return False
    if group.openness == LearningGroup.Openness.OPEN:
        return roles.is_member
    return takes_part(roles, group)


def may_reply(roles: Roles, thread: Thread) -> bool:
    """Who may write in the group replies, as long as the thread is open."""
    return not thread.is_closed and may_write(roles, thread.group)


def may_edit_post(roles: Roles, post: Post) -> bool:
    """One changes one's own words, as long as one might still write them."""
    return _is_own(roles, post) and may_reply(roles, post.thread)


def may_delete_post(roles: Roles, post: Post) -> bool:
    """One takes one's own words back wherever one can see them, in a closed thread too."""
    return _is_own(roles, post) and may_see_post(roles, post)


def may_lead(roles: Roles, group: LearningGroup) -> bool:
    """Facilitators describe their group, answer requests, and close and reopen threads."""
    return group.pk in roles.facilitates


def may_found_groups(roles: Roles) -> bool:
    """The programme team creates groups and says who facilitates them."""
    return roles.is_programme_team


def _is_own(roles: Roles, post: Post) -> bool:
    return roles.is_member and post.author_id == roles.member_id and post.deleted_at is None
