"""Whom a group asked in, and what is known of a list of addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from learninggroups.models import INVITATION_LASTS, GroupInvitation, LearningGroup
from learninggroups.permissions import Roles
from members.models import Member


@dataclass(frozen=True, slots=True)
class Invitee:
    """One address of a pasted list; who is a member has her name in it."""

    email: str
    name: str
    is_member: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """What happens with a pasted list."""

    fresh: tuple[Invitee, ...]
    taking_part: tuple[Invitee, ...]
    invited: tuple[Invitee, ...]


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """One invitation that was neither accepted nor withdrawn."""

    pk: int
    email: str
    name: str
    invited_by: str
    sent_at: datetime
    expires_at: datetime
    has_lapsed: bool


def preview(group: LearningGroup, people: Mapping[str, str], now: datetime) -> Preview:
    """Return what is known of these addresses; ``people`` holds the name beside each."""
    members = dict(
        Member.objects.active().filter(email__in=people, is_guest=False).values_list("email", "name")
    )
    inside = set(
        group.memberships.taking_part()
        .filter(member__email__in=people)
        .values_list("member__email", flat=True)
    )
    invited = set(
        group.invitations.open()
        .sent_after(now - INVITATION_LASTS)
        .filter(thread=None, email__in=people)
        .values_list("email", flat=True)
    )
    entries = [Invitee(email, members.get(email, name), email in members) for email, name in people.items()]
    return Preview(
        fresh=tuple(entry for entry in entries if entry.email not in inside | invited),
        taking_part=tuple(entry for entry in entries if entry.email in inside),
        invited=tuple(entry for entry in entries if entry.email in invited - inside),
    )


def open_invitations(roles: Roles, group: LearningGroup, now: datetime) -> list[OpenInvitation]:
    """Return who has not answered yet, those who wait longest first."""
    waiting = GroupInvitation.objects.visible_to(roles).open().filter(group=group, thread=None)
    return [
        OpenInvitation(
            pk=invitation.pk,
            email=invitation.email,
            name=invitation.name,
            invited_by=invitation.invited_by.name if invitation.invited_by else "",
            sent_at=invitation.sent_at,
            expires_at=invitation.expires_at,
            has_lapsed=invitation.expires_at <= now,
        )
        for invitation in waiting.select_related("invited_by").order_by("sent_at", "pk")
    ]
