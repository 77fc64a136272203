"""What the programme team does for a group that fell silent."""

from datetime import datetime

from django.db import transaction

from learninggroups.models import LearningGroup
from learninggroups.notifications import facilitators as notifications
from learninggroups.permissions import Roles, may_offer_help
from learninggroups.querysets import HELP_RESTS
from members.models import Member
from members.permissions import require


class AlreadyOffered(Exception):
    """A colleague wrote to the facilitators not long ago."""


@transaction.atomic(durable=True)
def offer_help(*, group: LearningGroup, word: str, actor: Member, now: datetime) -> None:
    """
    Write to the facilitators of a silent group; for a while after that it is nobody's worry.

    :raises AlreadyOffered: when a colleague did so lately.
    """
    require(may_offer_help(Roles.of(actor), group))
    # RACE: the update doubles as the check, so that two of the team do not both write.
    if (
        not LearningGroup.objects.not_helped_since(now - HELP_RESTS)
        .filter(pk=group.pk)
        .update(help_offered_at=now)
    ):
        raise AlreadyOffered
    notifications.help_offered(group, word, actor, now=now)
