"""Which letters may still go, asked right before they leave."""

from collections.abc import Sequence
from typing import Protocol

from django.db.models import Exists, OuterRef

from digests.models import DigestDelivery, MailPreference
from learninggroups.models import Membership
from members.models import Member


class QueuedLetter(Protocol):
    """A letter that waits; ``about`` says which run it belongs to."""

    pk: int
    member_id: int
    about: str


def still_wanted(queued: Sequence[QueuedLetter]) -> set[int]:
    """
    Return which of these digests may go: to active members who did not choose *nooit* since.

    A letter that repeats what was said in a group its reader has left meanwhile stays here.
    """
    member_ids = {letter.member_id for letter in queued}
    wanting = set(
        Member.objects.active()
        .filter(pk__in=member_ids)
        .exclude(mail_preference__frequency=MailPreference.Frequency.NEVER)
        .values_list("pk", flat=True)
    )
    takes_part = Membership.objects.taking_part().filter(
        group=OuterRef("learninggroup"), member=OuterRef("digestdelivery__member")
    )
    repeated = DigestDelivery.closed_groups.through.objects.filter(
        ~Exists(takes_part),
        digestdelivery__member__in=member_ids,
        digestdelivery__run__in={_run_of(letter) for letter in queued},
    )
    indiscreet = set(repeated.values_list("digestdelivery__run", "digestdelivery__member"))
    return {
        letter.pk
        for letter in queued
        if letter.member_id in wanting and (_run_of(letter), letter.member_id) not in indiscreet
    }


def _run_of(letter: QueuedLetter) -> int:
    return int(letter.about.removeprefix("digest:"))
