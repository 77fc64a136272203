"""What storeys above put on the page of a group, such as knowledge from outside that it uses."""

from collections.abc import Callable
from dataclasses import dataclass

from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelved:
    """One thing that a group uses, and why; ``taken_off`` is where this reader takes it away, if she may."""

    title: str
    address: str
    why: str
    taken_off: str = ""


Source = Callable[[Roles, LearningGroup], list[Shelved]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Let a storey above say what a group uses; it asks at most one query, and shows what may be seen."""
    _sources.append(source)


def shelf_of(roles: Roles, group: LearningGroup) -> tuple[Shelved, ...]:
    """Return all that a group uses, to who may read in it."""
    return tuple(shelved for source in _sources for shelved in source(roles, group))
