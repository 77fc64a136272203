"""How much is asked of each voice already: what waits for it now, and how often it was asked this year."""

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.utils import timezone

from questions.models import Question, Recipient


@dataclass(frozen=True)
class Load:
    """What other questions ask of one voice."""

    open_requests: int = 0
    asked_this_year: int = 0


NOTHING = Load()


def loads_of(voice: str, question: Question, now: datetime) -> dict[int, Load]:
    """Return the load of every organisation, or member, of which other questions ask something; one query."""
    this_year = Q(question__opened_at__gte=_new_year(now))
    is_open = Q(question__state=Question.State.OPEN)
    rows = (
        Recipient.objects.filter(is_open | this_year, **{f"{voice}__isnull": False})
        .exclude(question=question)
        .order_by()
        .values(voice)
        .annotate(
            waiting=Count("pk", filter=is_open & Q(reaction=Recipient.Reaction.NONE)),
            this_year=Count("pk", filter=this_year),
        )
    )
    return {
        pk: Load(waiting, often) for pk, waiting, often in rows.values_list(voice, "waiting", "this_year")
    }


def least_asked(organizations: Iterable[int], loads: Mapping[int, Load], question: Question) -> list[int]:
    """
    Return these organisations, those that were asked least first.

    Among equals the order differs per question, so that it is not always the same ones.
    """

    def order(pk: int) -> tuple[int, int, int]:
        load = loads.get(pk, NOTHING)
        return load.asked_this_year, load.open_requests, zlib.crc32(f"{question.pk}:{pk}".encode())

    return sorted(organizations, key=order)


def _new_year(now: datetime) -> datetime:
    return timezone.localtime(now).replace(month=1, day=1, hour=0, minute=0, second=0, microsecond=0)
