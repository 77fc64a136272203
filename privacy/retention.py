"""
What has had its time, by what the tables say of how long their rows are kept.

Rows of which an app itself sees to it are counted here, and go there; the others go here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from privacy.emptying import drop_files, empty_of, in_batches, says_something
from privacy.registry import Holding, holdings
from privacy.rules import Kept


@dataclass(frozen=True)
class Due:
    """One kind of thing that is kept for so long, and how many of it have had their time."""

    label: str
    fields: tuple[str, ...]
    days: int
    rows: int
    by: str


def overview(now: datetime) -> list[Due]:
    """Return of every kind how many rows have had their time; it changes nothing."""
    return [
        Due(table.label, kept.fields, kept.period.days, due_rows(table, kept, now).count(), kept.by)
        for table, kept in _all_kinds()
    ]


def retain(now: datetime) -> Iterator[int]:
    """
    Delete or empty what has had its time and no app sees to by itself; yields how many after each batch.

    Safe to stop anywhere and to run again, twice or never: the rows say what is due.
    """
    for table, kept in _all_kinds():
        if not kept.by:
            yield from _forget(table, kept, now)


def due_rows(table: Holding, kept: Kept, now: datetime) -> QuerySet:
    """Return the rows of one kind that have had their time, and still say something."""
    until = now - kept.period
    # Of what has several moments the last one counts.
    newer = table.model._base_manager.filter(**{f"{kept.since}__gte": until})
    rows = table.model._base_manager.filter(kept.where, **{f"{kept.since}__lt": until})
    if "__" in kept.since:
        rows = rows.exclude(pk__in=newer.values("pk")).distinct()
    if not kept.fields:
        return rows
    still = Q(pk__in=[])
    for name in kept.fields:
        still |= says_something(table.model, name, _empty(table, name))
    return rows.filter(still)


def _all_kinds() -> Iterator[tuple[Holding, Kept]]:
    for table in holdings():
        for kept in table.kept:
            yield table, kept


def _empty(table: Holding, name: str):
    return empty_of(table.model._meta.get_field(name), table.rules.get(name))


def _forget(table: Holding, kept: Kept, now: datetime) -> Iterator[int]:
    done = 0

    def forget(pks: list) -> None:
        nonlocal done
        done = len(pks)
        rows = table.model._base_manager.filter(pk__in=pks)
        drop_files(table.model, pks, kept.fields or None)
        if kept.fields:
            rows.update(**{name: _empty(table, name) for name in kept.fields})
        else:
            rows.delete()

    for _batch in in_batches(due_rows(table, kept, now), forget):
        yield done
