"""A digest of somebody else, to who looks after the post and wants to see how it looks (*proef*)."""

from datetime import datetime

from django.urls import reverse

from digests.notifications import parts_of
from digests.queries import letters as letter_queries
from digests.queries.office import Proof
from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from members.models import Member


def about_proof(to: Member, now: datetime) -> str:
    """Name the one proof that somebody can get in this minute."""
    return f"digest:proof:{to.pk}:{now:%Y%m%d%H%M}"


def proof_written(proof: Proof, to: Member, *, now: datetime) -> None:
    """Send the digest as its reader would get it, without the links with which she turns her switches."""
    about = about_proof(to, now)
    letter = Letter(
        DIGEST_PROOF.name,
        to=to,
        key=about,
        about=about,
        context={"proof": proof, "parts": parts_of(proof.blocks)},
        path=reverse("digests_office:preview", args=[proof.member.pk]),
    )
    outbox.queue([letter], now=now)


DIGEST_PROOF = LetterKind(
    name="digest_proof",
    reason="je om deze proef vroeg",
    priority=Priority.DIRECT,
    wanted=letter_queries.still_visible,
)
