"""
The list of who left, beside the database: after an older backup was put back, they leave again.

One line for each departure, with numbers and days only. The list only grows: what the database no
longer knows, because it was put back, stays on it.
"""

import json
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q

from members.actions.leaving import erase_due
from members.indexing import index_members
from members.models import Departure, Member

MOMENTS = ("asked_at", "erase_at", "returned_at", "erased_at")


def keep_list(path: Path) -> None:
    """Bring the list up to date with the rows; it is replaced as a whole, so it is never half written."""
    rows = Departure.objects.order_by("asked_at", "pk").values("member_id", "way", *MOMENTS)
    known = {_key(told): told for told in read_list(path)}
    now = known | {_key(told): told for told in map(_told, rows)}
    if now == known:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.part")
    lines = [json.dumps(now[key]) for key in sorted(now, key=lambda key: (key[1], key[0]))]
    unfinished.write_text("".join(f"{line}\n" for line in lines))
    unfinished.replace(path)


def read_list(path: Path) -> list[dict[str, Any]]:
    """Return what the list says, in the order in which they left; nothing where there is none yet."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text().splitlines() if line]


def replay_departures(*, told: Iterable[dict[str, Any]], now: datetime) -> int:
    """
    Let leave and be erased again who did so after the backup that was put back; say how many it were.

    Safe to run again. Somebody who joined later and got the number of who left is not touched.
    """
    again = sum(_replay(told=departure, now=now) for departure in told)
    for _step in erase_due(now=now):
        continue
    return again


@transaction.atomic(durable=True)
def _replay(*, told: dict[str, Any], now: datetime) -> bool:
    """Bring the row of one departure to what the list says, and say whether that was needed."""
    asked_at, erase_at, returned_at, erased_at = (_moment(told[name]) for name in MOMENTS)
    known = Departure.objects.filter(member=told["member_id"], asked_at=asked_at).first()
    if known and (known.erased_at or known.returned_at):
        return False
    if returned_at and not known:
        return False
    joined_before = Q(joined_at=None) | Q(joined_at__lte=asked_at)
    member = Member.objects.filter(joined_before, pk=told["member_id"]).first()
    if member is None or (known and not (erased_at or returned_at)):
        return False
    # Who was erased is so again at once, whatever the clock of this machine says.
    facts = {"way": told["way"], "erase_at": now if erased_at else erase_at, "returned_at": returned_at}
    Departure.objects.update_or_create(member=member, asked_at=asked_at, defaults=facts)
    Member.objects.filter(pk=member.pk).update(is_active=returned_at is not None)
    index_members([member.pk])
    return True


def _told(row: dict[str, Any]) -> dict[str, Any]:
    return row | {name: row[name] and row[name].isoformat() for name in MOMENTS}


def _key(told: dict[str, Any]) -> tuple[int, str]:
    return told["member_id"], told["asked_at"]


def _moment(written: str | None) -> datetime | None:
    return datetime.fromisoformat(written) if written else None
