"""What apps above the digest tell those who follow a topic: each app says here how its events read."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a digest says of one subject, to who follows any of its topics (such as ``programme:3``)."""

    subject_id: int
    title: str
    path: str
    above: str
    below: str
    topics: frozenset[str]


# Called with the numbers of subjects; leaves out what members may not see now, and asks the same
# few queries for any number of them.
Telling = Callable[[Collection[int]], Iterable[Told]]
_telling: dict[str, Telling] = {}


def register(kind: str, telling: Telling) -> None:
    """Let an app say how events of one kind read; called from its ``ready``."""
    _telling[kind] = telling


def kinds() -> list[str]:
    """Return the kinds of event that are told this way."""
    return list(_telling)


def told_of(kind: str, subject_ids: Collection[int]) -> Iterable[Told]:
    """Return what is told of these subjects."""
    return _telling[kind](subject_ids)
