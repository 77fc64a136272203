"""The letter that invites somebody whom the programme team brought in."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from mailing import outbox
from mailing.letters import Letter, LetterKind
from members.models import Invitation, Member


def still_open(rows: Sequence) -> set[int]:
    """Return the letters about an invitation that can still be accepted."""
    abouts = [int(row.about.partition(":")[2]) for row in rows]
    found = Invitation.objects.filter(pk__in=abouts, accepted_at=None, withdrawn_at=None)
    still = set(found.values_list("pk", flat=True))
    return {row.pk for row, about in zip(rows, abouts, strict=True) if about in still}


IMPORTED_INVITATION = LetterKind(
    name="imported_invitation",
    reason="het programmateam van de Associatie Wijkteams je heeft uitgenodigd",
    has_secret=True,
    by_day=True,
    # Later its link works no more.
    lifetime=timedelta(days=14),
    wanted=still_open,
    stop_words="Geen brieven meer over deze uitnodiging",
)
KINDS = [IMPORTED_INVITATION]


def invited(
    invitations: Sequence[tuple[Invitation, str]], *, words: str, members: Collection[str], now: datetime
) -> None:
    """
    Send invitations, each with its token, in the words of who brought these people in and in ours.

    ``members`` are the addresses of those who have an account already.
    """
    outbox.queue(
        [
            Letter(
                IMPORTED_INVITATION.name,
                to=Member(email=invitation.email, name=invitation.name),
                key=f"invitation:{invitation.pk}:{invitation.token_hash[:16]}",
                about=f"invitation:{invitation.pk}",
                context={
                    "invitation": invitation,
                    "token": token,
                    "words": words,
                    "is_member": invitation.email in members,
                },
            )
            for invitation, token in invitations
        ],
        now=now,
    )


def call_back(invitations: Collection[int], *, reason: str) -> None:
    """Let go of the letters about these invitations that are still here."""
    outbox.call_back_all(IMPORTED_INVITATION.name, [f"invitation:{pk}" for pk in invitations], reason=reason)
