"""Messages between two members, and whose messages a member takes."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from members.models import Member, Message, MessageRefusal

if TYPE_CHECKING:
    from members.permissions import Roles

LAST = 20


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """What two members wrote to each other lately, oldest first, seen by one of them."""

    other: Member
    messages: tuple[Message, ...]
    takes_messages: bool
    refused: bool


def takes_messages_of(member_id: int, sender_id: int) -> bool:
    """Whether a member takes messages of this sender."""
    refused = Q(sender=None) | Q(sender=sender_id)
    return not MessageRefusal.objects.filter(refused, member=member_id).exists()


def takes_messages(member_id: int) -> bool:
    """Whether a member takes messages at all."""
    return not MessageRefusal.objects.filter(member=member_id, sender=None).exists()


def refused_senders(member_id: int) -> list[Member]:
    """Return of whom a member wants no messages, by name."""
    refused = MessageRefusal.objects.filter(member=member_id).exclude(sender=None)
    return list(Member.objects.filter(pk__in=refused.values("sender")).order_by("name", "pk"))


def exchange(roles: "Roles", message: Message) -> Exchange:
    """Return the conversation that a message is part of, for one of its two."""
    me, other = roles.member_id, message.sender
    if message.sender_id == me:
        other = message.recipient
    both = Q(sender=me, recipient=other) | Q(sender=other, recipient=me)
    found = Message.objects.filter(both).select_related("sender").order_by("-sent_at", "-pk")[:LAST]
    return Exchange(
        other=other,
        messages=tuple(reversed(found)),
        takes_messages=takes_messages_of(other.pk, me),
        refused=MessageRefusal.objects.filter(member=me, sender=other).exists(),
    )


def still_wanted(messages: Collection[int]) -> set[int]:
    """Return which of these messages exist, are of who is still here, and are not refused by now."""
    found = Message.objects.filter(pk__in=messages, sender__is_active=True)
    by_pk = {message.pk: (message.recipient_id, message.sender_id) for message in found}
    refusals = MessageRefusal.objects.filter(member__in=[member for member, _ in by_pk.values()])
    refused = set(refusals.values_list("member", "sender"))
    return {pk for pk, (member, sender) in by_pk.items() if not refused & {(member, sender), (member, None)}}
