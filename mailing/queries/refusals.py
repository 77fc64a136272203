"""Which addresses refuse our letters, for who can do something about it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from mailing.models import OutgoingMail, Suppression


@dataclass(frozen=True)
class Refusal:
    """An address that gets account letters only, since when."""

    pk: int
    address: str
    since: datetime


def refusal_of(address: str) -> Refusal | None:
    """Return since when this address refuses our letters, or None when it does not."""
    found = Suppression.objects.filter(address=address.lower()).first()
    return found and Refusal(found.pk, found.address, found.since)


def refusals(pks: Collection[int] | None = None) -> list[Refusal]:
    """Return all addresses that refuse our letters, or these of them."""
    found = Suppression.objects.all() if pks is None else Suppression.objects.filter(pk__in=pks)
    return [Refusal(one.pk, one.address, one.since) for one in found.order_by("pk")]


def written_about(kind: str, abouts: Collection[str]) -> set[str]:
    """Return about which of these subjects a letter of this kind was written."""
    return set(OutgoingMail.objects.filter(letter=kind, about__in=abouts).values_list("about", flat=True))
