"""A reply to a digest: nobody knows which of its many things it is about, so its writer is shown the way."""

from datetime import datetime

from django.db import transaction

from digests.models import DigestDelivery
from digests.notifications.replies import delivery_in, digest_answered
from digests.queries import pages
from digests.queries.lines import Block
from inbound.replies import Reply, Unproven
from learninggroups.permissions import Roles
from members.models import Member

# What one may answer; to an article or a lesson nobody waits for a word.
ANSWERABLE = {block.value.heading for block in (Block.WAITING, Block.OUTCOMES, Block.NATIONAL, Block.GROUPS)}


@transaction.atomic(durable=True)
def take_reply(*, reply: Reply, now: datetime) -> bool:
    """
    Answer a member who answered a digest, with the way to each thing it told of that she may see now.

    Says False when that digest is forgotten. May be done twice with the same reply.

    :raises Unproven: when it came from somebody else's address.
    """
    deliveries = DigestDelivery.objects.filter(pk=delivery_in(reply.about), member=reply.member_id)
    delivery = deliveries.select_related("run__batch").first()
    member = Member.objects.active().filter(pk=reply.member_id).first()
    if delivery is None or member is None:
        return False
    if not reply.is_from_her:
        raise Unproven
    told, _unread = pages.digest_again(delivery, member, Roles.of(member), now)
    digest_answered(member, delivery, [part for part in told if part.heading in ANSWERABLE], reply, now=now)
    return True
