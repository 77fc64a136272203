"""Counting how many profiles a member opens, so that nobody copies the directory."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction

from audit import trail
from audit.acts import Act
from members.models import Member
from members.permissions import Roles

MOST_AN_HOUR = 200
# A page of the directory tells less of each, and of more at once.
PROFILE, LISTING = 1, 2
HOUR = timedelta(hours=1)


class ReadEnough(Exception):
    """This member opened as many profiles as fit in an hour."""


def note_read(*, roles: Roles, actor: Member, weight: int, now: datetime) -> None:
    """
    Count one page of the directory; of the programme team nothing is counted.

    Kept in the cache that all processes share, and forgotten after the hour.

    :raises ReadEnough: when it is enough for this hour; the first time that is logged.
    """
    if roles.is_programme_team:
        return
    key = f"profiles:{actor.pk}:{now:%Y%m%d%H}"
    # RACE: of two pages at the same moment one may not count; a cap on copying need not be exact.
    count = cache.get(key, 0) + weight
    cache.set(key, count, HOUR.total_seconds())
    if count <= MOST_AN_HOUR:
        return
    if cache.add(f"{key}:logged", True, HOUR.total_seconds()):
        _log(actor=actor, count=count, now=now)
    raise ReadEnough


@transaction.atomic(durable=True)
def _log(*, actor: Member, count: int, now: datetime) -> None:
    trail.record(Act.READ_ENOUGH, actor=actor, facts={"profiles": count}, now=now)
