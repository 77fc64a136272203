"""The letter to who answered a digest: it told of many things, so each answer has its own place."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse

from digests.models import DigestDelivery
from digests.queries import words
from digests.queries.pages import BlockPart
from inbound.notifications import NO_MORE, all_mailed
from inbound.replies import Reply
from mailing import outbox
from mailing.letters import Letter, LetterKind, Priority
from members.models import Member


def about_delivery(delivery: DigestDelivery) -> str:
    """Return what a reply to the letter of this delivery is about."""
    return f"digest:{delivery.pk}"


def delivery_in(about: str) -> int:
    """Return the key of the delivery that a reply is about."""
    return int(about.removeprefix("digest:"))


def digest_answered(
    member: Member, delivery: DigestDelivery, blocks: Sequence[BlockPart], reply: Reply, *, now: datetime
) -> None:
    """Tell a member where she can answer what her digest told of, and give her words back."""
    context = {"period": words.period(delivery.run), "blocks": blocks, "reply": reply}
    letter = Letter(
        DIGEST_ANSWERED.name,
        to=member,
        key=f"digest_answered:{reply.key}",
        about=about_delivery(delivery),
        context=context,
        path=reverse("digests:digest", args=[delivery.pk]),
    )
    outbox.queue([letter], now=now)


DIGEST_ANSWERED = LetterKind(
    "digest_answered",
    reason="je antwoordde op een overzicht",
    priority=Priority.DIRECT,
    stop_words=NO_MORE,
    topics=all_mailed,
)
