"""What a person is in the association, and what that lets her do."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Self

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import QuerySet

from mailing.letters import ONE_PERSON_MAY
from members.models import (
    ADMINISTRATORS,
    EDITORS,
    PROGRAMME_TEAM,
    Affiliation,
    Application,
    Import,
    Invitation,
    Member,
    Message,
    Organization,
    PersonalData,
    Viewers,
)


@dataclass(frozen=True, kw_only=True)
class Roles:
    """What a person is, loaded once per request; a visitor has none of it."""

    member_id: int | None = None
    is_guest: bool = False
    organization_ids: frozenset[int] = frozenset()
    contact_of: frozenset[int] = frozenset()
    # The organisation that she chose to stand beside what she writes; see ``speaks_at``.
    main_organization: int | None = None
    is_programme_team: bool = False
    is_editor: bool = False
    is_administrator: bool = False
    # She works in a team, and showed no second factor in this session: until then she does not.
    awaits_second_factor: bool = False

    @property
    def is_member(self) -> bool:
        """A visitor is not, nor is a guest: she has an account, and sees what she was asked into."""
        return self.member_id is not None and not self.is_guest

    @property
    def speaks_at(self) -> int | None:
        """The organisation beside what she writes as herself: the one she chose, or else her first."""
        return self.main_organization or min(self.organization_ids, default=None)

    def companions_among(self, members: Collection[int]) -> frozenset[int]:
        """
        Return which of these members take part in a learning group that she takes part in now.

        Nobody knows of groups on this storey: the one above answers, in one statement.
        """
        return frozenset()

    def groups_to_find_in(self) -> list[tuple[int, str, bool]]:
        """Return keys and names of the groups of which she may know who takes part, and which are tables."""
        return []

    def people_of(self, group: int) -> QuerySet[Any]:
        """Return the keys of who takes part in a group, none when she may not know them; see above."""
        return Affiliation.objects.none().values("member")

    def groups_of_people(self, members: Collection[int]) -> list[tuple[str, str]]:
        """Return names and addresses of the groups of these members that she may know of; see above."""
        return []

    @classmethod
    def of(cls, member: Member) -> Self:
        """Load the roles of one member; an anonymous or inactive one has none."""
        if not member.is_authenticated or not member.is_active:
            return cls()
        return cls.of_many([member])[member.pk]

    @classmethod
    def of_many(cls, members: Iterable[Member]) -> dict[int, Self]:
        """Load the roles of many members, by primary key, in a constant number of queries."""
        facts, _ = facts_of(members)
        return {pk: cls(**own) for pk, own in facts.items()}


MANY = 20
# What is written down of members, as rows of (member, kind, number, word): where they work and
# which teams they are in. SQL, because every request asks it and a storey above adds its own
# rows: one statement then costs a quarter of three queries.
PLACES = """
    SELECT member_id, CASE WHEN is_main THEN 'main' ELSE 'place' END, organization_id, role
    FROM members_affiliation
    WHERE until_date IS NULL AND member_id IN ({members})
"""
TEAMS = """
    SELECT member_id, 'team', 0, auth_group.name FROM members_member_groups
    JOIN auth_group ON auth_group.id = members_member_groups.group_id
    WHERE member_id IN ({members})
"""

TEAM_SWITCHES = {
    PROGRAMME_TEAM: "is_programme_team",
    EDITORS: "is_editor",
    ADMINISTRATORS: "is_administrator",
}


def facts_of(members: Iterable[Member], *selects: str) -> tuple[dict[int, dict], list[tuple]]:
    """
    Return the constructor arguments of :class:`Roles` per member, in one statement.

    ``selects`` add rows of their own, in the form of :data:`PLACES`; they come back as they are.
    """
    members = list(members)
    facts: dict[int, dict[str, Any]] = {
        member.pk: {
            "member_id": member.pk,
            "is_guest": member.is_guest,
            "organization_ids": set(),
            "contact_of": set(),
            "main_organization": None,
            **dict.fromkeys(TEAM_SWITCHES.values(), member.is_superuser),
        }
        for member in members
    }
    others = []
    for row in _rows_of(facts, PLACES, TEAMS, *selects):
        member_id, kind, number, word = row
        if kind in {"place", "main"}:
            facts[member_id]["organization_ids"].add(number)
            if kind == "main":
                facts[member_id]["main_organization"] = number
            if word == Affiliation.Role.CONTACT:
                facts[member_id]["contact_of"].add(number)
        elif kind == "team":
            if word in TEAM_SWITCHES:
                facts[member_id][TEAM_SWITCHES[word]] = True
        else:
            others.append(row)
    for member in members:
        if member.lacks_second_factor:
            _close_teams(facts[member.pk])
    for own in facts.values():
        own["organization_ids"] = frozenset(own["organization_ids"])
        own["contact_of"] = frozenset(own["contact_of"])
    return facts, others


def _close_teams(facts: dict[str, Any]) -> None:
    facts["awaits_second_factor"] = any(facts[switch] for switch in TEAM_SWITCHES.values())
    facts |= dict.fromkeys(TEAM_SWITCHES.values(), False)


def _rows_of(members: Collection[int], *selects: str) -> list[tuple[int, str, int, str]]:
    if not members:
        return []
    places = ", ".join(["%s"] * len(members))
    values: list[int | str] = list(members)
    if len(members) > MANY and connection.vendor == "postgresql":
        # Reading a place in the statement for each takes longer than finding them.
        places = "SELECT unnest(%s::bigint[])"
        values = [f"{{{','.join(map(str, members))}}}"]
    # SECURITY: only placeholders are put into the statement, never a value.
    statement = " UNION ALL ".join(selects).format(members=places)
    with connection.cursor() as cursor:
        cursor.execute(statement, values * len(selects))
        return cursor.fetchall()


def require(allowed: bool) -> None:
    """Refuse what a permission function refused.

    :raises PermissionDenied: when ``allowed`` is false.
    """
    if not allowed:
        raise PermissionDenied


def may_see_member(roles: Roles, member: Member) -> bool:
    """Members see each other, a guest sees herself, a visitor nobody."""
    if not roles.is_member:
        return member.is_active and member.pk == roles.member_id
    return member.is_active and not member.is_guest


class Nearness(IntEnum):
    """How near a reader stands to a member; who stands nearer sees no less."""

    STRANGER = 0
    MEMBER = 1
    COMPANION = 2
    TEAM = 3
    SELF = 4


_NEAR_ENOUGH = {
    Viewers.MEMBERS: Nearness.MEMBER,
    Viewers.GROUPS: Nearness.COMPANION,
    Viewers.TEAM: Nearness.TEAM,
    Viewers.SELF: Nearness.SELF,
}


def nearness(roles: Roles, member_id: int, companions: Collection[int]) -> Nearness:
    """Return how near this reader stands; ``companions`` is what ``roles.companions_among`` said."""
    if roles.member_id == member_id:
        return Nearness.SELF
    if not roles.is_member:
        return Nearness.STRANGER
    if roles.is_programme_team:
        return Nearness.TEAM
    return Nearness.COMPANION if member_id in companions else Nearness.MEMBER


def may_see_field(near: Nearness, viewers: str) -> bool:
    """Whether somebody at this distance sees what a member shows to these viewers."""
    return near >= _NEAR_ENOUGH[Viewers(viewers)]


def may_write_to(roles: Roles, member: Member) -> bool:
    """Members write to each other; whether she takes messages is a thing the page says."""
    return roles.is_member and roles.member_id != member.pk and may_see_member(roles, member)


def may_see_message(roles: Roles, message: Message) -> bool:
    """Who wrote it and who got it, and nobody else: no role opens it."""
    return roles.member_id in {message.sender_id, message.recipient_id} - {None}


def may_judge_message(roles: Roles, message: Message) -> bool:
    """Only who got it says that it should not have been sent, or that she wants no more."""
    return roles.member_id is not None and roles.member_id == message.recipient_id


def may_take_lists(roles: Roles) -> bool:
    """The programme team and the administrators take the directory along, with a reason."""
    return roles.is_programme_team or roles.is_administrator


def may_see_organization(roles: Roles, organization: Organization) -> bool:
    """Members see every member organisation."""
    return roles.is_member and organization.is_active


def may_read_log(roles: Roles) -> bool:
    """Only who looks after the portal itself reads who did what."""
    return roles.is_administrator


def may_judge_applications(roles: Roles) -> bool:
    """The programme team says who becomes a member."""
    return roles.is_programme_team


def may_see_application(roles: Roles, application: Application) -> bool:
    """The programme team, once the address said yes."""
    return may_judge_applications(roles) and application.state != Application.State.UNCONFIRMED


def may_invite(roles: Roles, organization: Organization | None) -> bool:
    """A contact person invites colleagues; the programme team invites anyone."""
    return roles.is_programme_team or (organization is not None and organization.pk in roles.contact_of)


def may_withdraw(roles: Roles, invitation: Invitation) -> bool:
    """Who may invite for an organisation may also withdraw what was sent."""
    return roles.is_programme_team or invitation.organization_id in roles.contact_of


def may_edit_affiliations(roles: Roles, organization: Organization) -> bool:
    """Contact persons look after who is at their organisation; so does the programme team."""
    return roles.is_programme_team or organization.pk in roles.contact_of


def may_change_facts(roles: Roles, organization: Organization) -> bool:
    """Its contact persons say what others find an organisation by, or the programme team."""
    return may_edit_affiliations(roles, organization)


def may_hand_over(roles: Roles, organization: Organization) -> bool:
    """Only who is contact person herself has that role to give."""
    return organization.pk in roles.contact_of


def may_let_rest(roles: Roles, organization: Organization) -> bool:
    """Its contact persons say when an organisation is asked nothing for a while, or the programme team."""
    return roles.is_programme_team or organization.pk in roles.contact_of


def may_let_leave(roles: Roles, member: Member) -> bool:
    """Everyone may leave; the programme team sees to it for who asks by telephone."""
    return roles.member_id == member.pk or (roles.is_programme_team and may_see_member(roles, member))


def may_end_affiliation(roles: Roles, affiliation: Affiliation) -> bool:
    """Everyone may leave; who looks after the organisation may end a colleague's place."""
    return affiliation.member_id == roles.member_id or may_edit_affiliations(roles, affiliation.organization)


def may_import(roles: Roles) -> bool:
    """The programme team brings in tables of organisations and people."""
    return roles.is_programme_team


def may_send_invitations(roles: Roles, batch: Import, count: int) -> bool:
    """
    The programme team lets the invitations of an import go, ``count`` in all.

    Many take two people: who read the file in does not write to all of them by herself.
    """
    is_second = batch.read_by_id != roles.member_id
    return roles.is_programme_team and (is_second or count <= ONE_PERSON_MAY)


def may_take_data(roles: Roles, data: PersonalData) -> bool:
    """Her own data is hers alone, whoever else may see everything."""
    return roles.member_id is not None and data.member_id == roles.member_id
