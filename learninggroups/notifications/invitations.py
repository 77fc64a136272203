"""The letter that asks somebody into a group."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from learninggroups.models import GroupInvitation
from learninggroups.notifications.topics import of_group
from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import Member


def invited(tokens: Mapping[GroupInvitation, str], *, now: datetime) -> None:
    """Send each invitation with its token; the address may or may not have an account."""
    emails = [invitation.email for invitation in tokens]
    members = {member.email: member for member in Member.objects.active().filter(email__in=emails)}
    outbox.queue(
        [_letter(invitation, token, members.get(invitation.email)) for invitation, token in tokens.items()],
        now=now,
    )


def still_open(rows: Sequence) -> set[int]:
    """Return the letters whose link works: the last one of an invitation that nobody withdrew."""
    numbers = {int(row.about.partition(":")[2]) for row in rows}
    keys = {_key(invitation) for invitation in GroupInvitation.objects.open().filter(pk__in=numbers)}
    return {row.pk for row in rows if row.key in keys}


def _letter(invitation: GroupInvitation, token: str, member: Member | None) -> Letter:
    is_member = member is not None and not member.is_guest
    return Letter(
        GROUP_INVITATION.name,
        to=member or Member(email=invitation.email, name=invitation.name),
        key=_key(invitation),
        about=f"group_invitation:{invitation.pk}",
        context={
            "invitation": invitation,
            "group": invitation.group,
            "token": token,
            "is_member": is_member,
        },
    )


def _key(invitation: GroupInvitation) -> str:
    return f"group_invitation:{invitation.pk}:{invitation.token_hash[:16]}"


INVITATIONS = "invitations"
NO_MORE = "Geen uitnodigingen van deze leergroep meer"
GROUP_INVITATION = LetterKind(
    name="group_invitation",
    reason="iemand van de Associatie Wijkteams je voor een leergroep uitnodigde",
    has_secret=True,
    wanted=still_open,
    stop_words=NO_MORE,
    topics=of_group(GroupInvitation, "group", INVITATIONS),
)
KINDS = [GROUP_INVITATION]
