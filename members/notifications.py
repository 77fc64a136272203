"""Who hears of what happens to members: the invitation."""

from datetime import datetime

from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from members.models import Invitation, Member

INVITATION = LetterKind(
    name="invitation",
    reason="een lid van de Associatie Wijkteams je heeft uitgenodigd",
    priority=Priority.ACCOUNT,
    has_secret=True,
    stop_words="Geen brieven meer over deze uitnodiging",
)
KINDS = [INVITATION]


def invited(invitation: Invitation, token: str, *, now: datetime) -> None:
    """Send the invitation with its token; the address may not have an account yet."""
    addressee = Member(email=invitation.email, name=invitation.name)
    context = {"invitation": invitation, "token": token}
    key = f"invitation:{invitation.pk}:{invitation.token_hash[:16]}"
    outbox.queue(
        [
            Letter(
                INVITATION.name, to=addressee, key=key, about=f"invitation:{invitation.pk}", context=context
            )
        ],
        now=now,
    )
