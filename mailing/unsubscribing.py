"""What readers stopped: which letters somebody wants no more of, until she says otherwise."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from mailing.models import OutgoingMail, Unsubscription

SALT = "mailing.unsubscription"

# A member by her key, anybody else by what her address makes under our secret.
Reader = int | str


def reader_of(member_id: int | None, address: str) -> Reader:
    """Return how we remember a reader; of who has no account, the address itself is not kept."""
    return member_id or salted_hmac(SALT, address.lower(), algorithm="sha256").hexdigest()


@transaction.atomic(durable=True)
def unsubscribe(reader: Reader, topic: str, label: str, *, now: datetime) -> bool:
    """Write down that a reader wants no more letters on a topic, and say whether that was new."""
    stopped = Unsubscription(**_identity(reader), topic=topic, label=label, since=now)
    if Unsubscription.objects.filter(**_identity(reader), topic=topic).exists():
        return False
    # RACE: a mail program and its reader may press at once; one row is enough.
    Unsubscription.objects.bulk_create([stopped], ignore_conflicts=True)
    return True


@transaction.atomic(durable=True)
def subscribe_again(reader: Reader, topic: str) -> None:
    """Take back that a reader wants no more letters on a topic."""
    Unsubscription.objects.filter(**_identity(reader), topic=topic).delete()


@dataclass(frozen=True)
class Stop:
    """That a member wants no more letters on something, which she recognises by its label."""

    pk: int
    label: str
    since: datetime


def stops_of(member_id: int) -> list[Stop]:
    """Return what a member stopped, the latest first."""
    found = Unsubscription.objects.filter(member=member_id).order_by("-since", "-pk")
    return [Stop(*row) for row in found.values_list("pk", "label", "since")]


def topics_of(rows: Iterable[OutgoingMail]) -> set[tuple[Reader, str]]:
    """Return what the readers of these letters stopped, as (reader, topic)."""
    readers = {reader_of(row.member_id, row.to_address) for row in rows}
    of_members = Q(member__in=[reader for reader in readers if isinstance(reader, int)])
    of_addresses = Q(address_key__in=[reader for reader in readers if isinstance(reader, str)])
    found = Unsubscription.objects.filter(of_members | of_addresses)
    return {
        (member_id or address_key, topic)
        for member_id, address_key, topic in found.values_list("member_id", "address_key", "topic")
    }


def stopped_by(members: Collection[int], topics: Collection[str]) -> set[tuple[int, str]]:
    """Return who of these members stopped which of these topics, as (member, topic)."""
    found = Unsubscription.objects.filter(member__in=members, topic__in=topics)
    return set(found.values_list("member_id", "topic"))


def label_of(reader: Reader, kind: str, about: str) -> str:
    """Return what the newest of these letters was called, so that its reader recognises it later."""
    letters = OutgoingMail.objects.filter(letter=kind, about=about)
    if isinstance(reader, int):
        letters = letters.filter(member=reader)
    return letters.order_by("-pk").values_list("subject", flat=True).first() or ""


def _identity(reader: Reader) -> dict[str, int | str | None]:
    if isinstance(reader, int):
        return {"member_id": reader, "address_key": ""}
    return {"member_id": None, "address_key": reader}
