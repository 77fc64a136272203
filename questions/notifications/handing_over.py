"""Letters about a role that was handed over: to who has it now, and to who had it."""

from datetime import datetime

from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import Member, Organization
from members.permissions import Roles
from questions.queries.site import waiting_for

RECEIVED = LetterKind(
    "role_received",
    reason="je contactpersoon van een organisatie werd",
    stop_words="Geen brieven meer over wie contactpersoon is",
)
GIVEN = LetterKind(
    "role_given",
    reason="je je rol van contactpersoon overdroeg",
    stop_words="Geen brieven meer over wie contactpersoon is",
)
KINDS = [RECEIVED, GIVEN]


def handed_over(
    organization: Organization, successor: Member, predecessor: Member, note: str, *, now: datetime
) -> None:
    """Tell the new contact person what waits on her now, and the former one that it does not wait on her."""
    waiting = waiting_for(Roles.of(successor), now)
    context = {
        "organization": organization,
        "successor": successor,
        "predecessor": predecessor,
        "note": note,
        "waiting": [one for one in waiting if one.organization_id == organization.pk],
    }
    outbox.queue(
        [
            Letter(
                kind.name,
                to=to,
                key=f"{kind.name}:{organization.pk}:{now.timestamp()}:{to.pk}",
                about=f"organization:{organization.pk}",
                context=context,
                path=organization.get_absolute_url(),
            )
            for kind, to in ((RECEIVED, successor), (GIVEN, predecessor))
        ],
        now=now,
    )
