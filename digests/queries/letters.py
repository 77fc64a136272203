"""Which letters may still go, asked right before they leave."""

from collections.abc import Sequence
from typing import Protocol

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
    places = Membership.objects.filter(member__in=member_ids).exclude(role=Membership.Role.REQUESTED)
    takes_part = set(places.values_list("member_id", "group_id"))
    run_ids = {_run_of(letter) for letter in queued}
    deliveries = DigestDelivery.objects.filter(member__in=member_ids, run__in=run_ids)
    told = {
        (run_id, member_id): group_ids
        for run_id, member_id, group_ids in deliveries.values_list("run_id", "member_id", "group_ids")
    }
    return {
        letter.pk
        for letter in queued
        if letter.member_id in wanting
        and all(
            (letter.member_id, group_id) in takes_part
            for group_id in told.get((_run_of(letter), letter.member_id), [])
        )
    }


def _run_of(letter: QueuedLetter) -> int:
    return int(letter.about.removeprefix("digest:"))
