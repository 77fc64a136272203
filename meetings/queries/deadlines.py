"""Days that a member's own calendar shows beside her meetings; each app above says which."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from learninggroups.permissions import Roles


@dataclass(frozen=True)
class Deadline:
    """Something that a member can do until a moment; ``key`` never changes, ``path`` is where."""

    key: str
    title: str
    path: str
    until: datetime


# Asks the same few queries whatever it finds.
Deadlines = Callable[[Roles, datetime], Iterable[Deadline]]
_sources: list[Deadlines] = []


def register(source: Deadlines) -> None:
    """Let an app say until when something waits for a member; called from its ``ready``."""
    _sources.append(source)


def deadlines_of(roles: Roles, now: datetime) -> list[Deadline]:
    """Return until when things wait for a member."""
    return [deadline for source in _sources for deadline in source(roles, now)]
