"""The lines of a digest: one object each, in its newest state, and the blocks they stand in."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class BlockWords(NamedTuple):
    """A block's heading, how many lines it shows, and where the rest can be found."""

    heading: str
    cap: int
    more: str


class Block(Enum):
    """The blocks of a digest, in their fixed order (*blokken*)."""

    WAITING = BlockWords("Wacht op jou", 10, "/mijn/")
    OUTCOMES = BlockWords("Terugkoppeling: dit is er met jouw inbreng gedaan", 5, "/landelijke-vragen/")
    NATIONAL = BlockWords("Landelijk", 6, "/ontwikkelingen/")
    GROUPS = BlockWords("Jouw leergroepen", 12, "/leergroepen/")
    LESSONS = BlockWords("Lessen en kennis", 3, "/lessen/")
    MEETINGS = BlockWords("Bijeenkomsten", 3, "/bijeenkomsten/")
    NEWS = BlockWords("Nieuws", 5, "/nieuws/")

    # Each exists once, and by its name a hash takes as long as the rest of what is done with it.
    __hash__ = object.__hash__


# Compared by identity: the same line is shared by everyone it is true for, and rendered once.
@dataclass(frozen=True, eq=False, slots=True)
class Line:
    """
    What a digest says of one object.

    ``path`` leads to it; ``above`` is what stands small over the title, ``below`` a
    sentence under it. ``subjects`` names what it tells of, for when it does not fit; a line
    without them tells how things are now, and comes back by itself.
    """

    block: Block
    title: str
    path: str
    above: str = ""
    below: str = ""
    group_name: str = ""
    subjects: tuple[str, ...] = ()
    # Under which topics a member follows it.
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True)
class BlockLines:
    """What stands in one block of somebody's digest, and how many lines did not fit."""

    block: Block
    lines: Sequence[Line]
    more: int = 0
