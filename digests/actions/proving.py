"""Sending oneself the digest of a member, to see how it looks."""

from datetime import datetime

from django.db import transaction

from digests.notifications import proofs
from digests.queries import office
from learninggroups.permissions import Roles
from mailing.permissions import may_look_after_post
from mailing.queries.refusals import written_about
from members.models import Member
from members.permissions import require


class NothingToTell(Exception):
    """The member would get no digest now."""


class TooSoon(Exception):
    """A proof went to this person less than a minute ago."""


@transaction.atomic(durable=True)
def send_proof(*, member_id: int, actor: Member, now: datetime) -> None:
    """
    Send the actor what a member's next digest would be, as far as the actor may see it.

    Nothing counts as told or read by it.

    :raises TooSoon: when she got one in this minute.
    :raises NothingToTell: when there is no news.
    :raises Member.DoesNotExist: when there is no such active member.
    """
    require(may_look_after_post(actor))
    if written_about(proofs.DIGEST_PROOF.name, {proofs.about_proof(actor, now)}):
        raise TooSoon
    proof = office.proof_for(member_id, Roles.of(actor), now)
    if not proof.blocks:
        raise NothingToTell
    proofs.proof_written(proof, actor, now=now)
