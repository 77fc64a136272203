"""
What can be found, kept in step: called inside the action that writes or takes away.

An action that shows something calls :func:`put`, one that takes it out of sight :func:`drop`.
Who may find it is not decided here: hits are fetched again as the asker may see them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Model

from search import stems, words
from search.models import Entry

OPEN, MEMBERS, CLOSED = (str(openness) for openness in Entry.Openness.values)
# So much of a text can be found; nobody writes more, and a pasted book does not stop the rest.
LONGEST_TEXT = 200_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """
    What is to be found of one subject.

    ``place`` is the number of its group, ``parent`` of its thread, ``openness`` how wide it may
    be read outside the group, ``author`` the number of the member who wrote it. ``text`` is
    plain; :func:`search.stems.bare` makes it so.
    """

    kind: str
    pk: int
    place: int | None = None
    parent: int | None = None
    openness: str
    author: int | None = None
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


def put(
    subject: Model,
    *,
    place: int | None = None,
    parent: int | None = None,
    openness: str,
    author: int | None = None,
    title: str = "",
    text: str = "",
    at: datetime,
) -> None:
    """Let a subject be found by its words, in the transaction of its cause; see :class:`Record`."""
    put_many(
        [
            Record.of(
                subject,
                place=place,
                parent=parent,
                openness=openness,
                author=author,
                title=title,
                text=text,
                at=at,
            )
        ]
    )


def put_many(records: Iterable[Record]) -> None:
    """Let many subjects be found, the oldest first: they are numbered as they come."""
    words.put(_row(record) for record in records)


def drop(subject: Model) -> None:
    """Let a subject be found no more; its place is kept for when it returns."""
    drop_many(type(subject), [subject.pk])


def drop_many(model: type[Model], pks: Collection[int]) -> None:
    """Let many subjects of one kind be found no more."""
    entries = Entry.objects.filter(subject_kind=kind_of(model), subject_id__in=pks)
    words.erase(list(entries.values_list("pk", flat=True)))


def author_key(member_id: int) -> str:
    """Return the word under which everything of one member is kept."""
    return f"#a{member_id}"


def place_key(group_id: int) -> str:
    """Return the word under which everything in one group is kept."""
    return f"#p{group_id}"


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
    in_title = stems.tokens_of(record.title)
    in_all = in_title | stems.tokens_of(record.text[:LONGEST_TEXT])
    return row, sorted([*in_all, *keys]), sorted([*in_title, *keys]) if in_title else []
