"""
What can be found, kept in step: called inside the action that writes or takes away.

An action that shows something calls :func:`put`, one that takes it out of sight :func:`drop`.
Who may find it is not decided here: hits are fetched again as the asker may see them.
"""

import heapq
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import itemgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import Model, QuerySet

from search import stems, words
from search.models import Entry

OPEN, MEMBERS, CLOSED = (str(openness) for openness in Entry.Openness.values)
# So much of a text can be found; nobody writes more, and a pasted book does not stop the rest.
LONGEST_TEXT = 200_000
BATCH = 500


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """
    What is to be found of one subject.

    ``place`` is the number of its group, ``parent`` of its thread, ``openness`` how wide it may
    be read outside the group, ``author`` the number of the member who wrote it, ``themes`` the
    numbers of what it is about. ``text`` is plain; :func:`search.stems.bare` makes it so.
    """

    kind: str
    pk: int
    place: int | None = None
    parent: int | None = None
    openness: str
    author: int | None = None
    themes: tuple[int, ...] = ()
    title: str = ""
    text: str = ""
    at: datetime

    @classmethod
    def of(cls, subject: Model, **fields) -> "Record":
        """Return a record of this subject."""
        return cls(kind=kind_of(type(subject)), pk=subject.pk, **fields)


def kind_of(model: type[Model]) -> str:
    """Return what entries of this model are called: its label in lower case."""
    return model._meta.label_lower


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """
    Where a kind of subject comes from, whether one has changed or all are written anew.

    ``subjects`` gives all that were ever shown, with what ``record`` reads of them; ``record``
    gives None for what is out of sight now. ``at`` names the column with their time.
    """

    model: type[Model]
    subjects: Callable[[], QuerySet]
    at: str
    record: Callable[[Any], Record | None]


def put(subject: Model, **fields) -> None:
    """Let a subject be found by its words, in the transaction of its cause; see :class:`Record`."""
    put_many([Record.of(subject, **fields)])


def put_many(records: Iterable[Record]) -> None:
    """Let many subjects be found, the oldest first: they are numbered as they come."""
    words.put(_row(record) for record in records)


def drop(subject: Model) -> None:
    """Let a subject be found no more; its place is kept for when it returns."""
    drop_many(type(subject), [subject.pk])


def drop_many(model: type[Model], pks: Collection[int]) -> None:
    """Let many subjects of one kind be found no more."""
    for some in _by_batch(pks):
        entries = Entry.objects.filter(subject_kind=kind_of(model), subject_id__in=some)
        words.erase(list(entries.values_list("pk", flat=True)))


def put_subjects(source: Source, pks: Iterable[int]) -> None:
    """Let subjects be found as they are in the database now; what is out of sight is found no more."""
    for some in _by_batch(pks):
        subjects = source.subjects().filter(pk__in=some).order_by(source.at, "pk")
        records = [record for subject in subjects if (record := source.record(subject))]
        put_many(records)
        if gone := set(some) - {record.pk for record in records}:
            drop_many(source.model, gone)


def rebuild(sources: Iterable[Source]) -> int:
    """
    Write everything anew, the oldest first, and return how much can be found.

    What is written meanwhile is found at once, but may stand below what is older than it.
    """
    words.erase_all()
    ordered = heapq.merge(*(_in_order(source) for source in sources), key=itemgetter(0))
    count = 0
    for batch in _by_batch(ordered):
        count += _put_batch(batch)
    return count


def author_key(member_id: int) -> str:
    """Return the word under which everything of one member is kept."""
    return f"#a{member_id}"


def place_key(group_id: int) -> str:
    """Return the word under which everything in one group is kept."""
    return f"#p{group_id}"


def theme_key(theme_id: int) -> str:
    """Return the word under which everything about one theme is kept."""
    return f"#t{theme_id}"


def kind_key(kind: str) -> str:
    """Return the word under which everything of one kind is kept."""
    return f"#{kind}"


def month_key(moment: datetime) -> str:
    """Return the word under which everything of one month is kept."""
    return f"#m{moment:%Y-%m}"


def _row(record: Record) -> tuple[tuple, list[str], list[str]]:
    at = connection.ops.adapt_datetimefield_value(record.at)
    row = (record.kind, record.pk, record.place, record.parent, record.openness, at)
    keys = [kind_key(record.kind), month_key(record.at)]
    if record.place is not None:
        keys.append(place_key(record.place))
    if record.author is not None:
        keys.append(author_key(record.author))
    keys += [theme_key(theme_id) for theme_id in record.themes]
    in_title = stems.tokens_of(record.title)
    in_all = in_title | stems.tokens_of(record.text[:LONGEST_TEXT])
    return row, sorted([*in_all, *keys]), sorted([*in_title, *keys]) if in_title else []


def _by_batch(things: Iterable) -> Iterator[list]:
    """Cut in pieces, because a statement takes so many numbers and no more."""
    left = iter(things)
    while batch := list(islice(left, BATCH)):
        yield batch


def _in_order(source: Source) -> Iterator[tuple[datetime, Source, int]]:
    rows = source.subjects().order_by(source.at, "pk").prefetch_related(None)
    for pk, at in rows.values_list("pk", source.at).iterator(BATCH):
        yield at, source, pk


@transaction.atomic(durable=True)
def _put_batch(batch: list[tuple[datetime, Source, int]]) -> int:
    wanted: dict[type[Model], list[int]] = defaultdict(list)
    sources = {source.model: source for _, source, _ in batch}
    for _, source, pk in batch:
        wanted[source.model].append(pk)
    found = {
        (model, subject.pk): subject
        for model, pks in wanted.items()
        for subject in sources[model].subjects().filter(pk__in=pks)
    }
    records = []
    for _, source, pk in batch:
        subject = found.get((source.model, pk))
        if subject is not None and (record := source.record(subject)):
            records.append(record)
    put_many(records)
    return len(records)
