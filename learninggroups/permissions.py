"""What a person is in our groups, and what that lets her do there."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from learninggroups.models import LearningGroup, Membership, Thread
from members.models import Member
from members.permissions import Roles as MemberRoles
from members.permissions import facts_of


@dataclass(frozen=True, kw_only=True)
class Roles(MemberRoles):
    """What a person is, learning groups included; this is what ``request.roles`` holds."""

    participates: frozenset[int] = frozenset()
    facilitates: frozenset[int] = frozenset()

    @classmethod
    def of_many(cls, members: Iterable[Member]) -> dict[int, Self]:
        """Load the roles of many members, by primary key, in a constant number of queries."""
        facts = facts_of(members)
        participates: dict[int, set[int]] = {pk: set() for pk in facts}
        facilitates: dict[int, set[int]] = {pk: set() for pk in facts}
        places = Membership.objects.filter(member__in=facts).exclude(role=Membership.Role.REQUESTED)
        for member_id, group_id, role in places.values_list("member_id", "group_id", "role"):
            participates[member_id].add(group_id)
            if role == Membership.Role.FACILITATOR:
                facilitates[member_id].add(group_id)
        return {
            pk: cls(**own, participates=frozenset(participates[pk]), facilitates=frozenset(facilitates[pk]))
            for pk, own in facts.items()
        }


def may_read(roles: Roles, group: LearningGroup) -> bool:
    """Everyone reads an open group, members the groups for members, participants a closed one."""
    match group.openness:
        case LearningGroup.Openness.OPEN:
            return True
        case LearningGroup.Openness.MEMBERS:
            return roles.is_member
        case _:
            return group.pk in roles.participates


def may_see_thread(roles: Roles, thread: Thread) -> bool:
    """Who may read the group may read each of its threads."""
    return may_read(roles, thread.group)
