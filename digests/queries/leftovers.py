"""What did not fit in a member's digest and waits for her next one (*wat overbleef*)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from digests.queries.lines import Block, BlockLines, Line

# By subject, such as ``thread:12``: the batch after which it is news to its reader.
Leftovers = Mapping[str, int]


class Start(NamedTuple):
    """Where a member's digest begins: after a batch, and earlier for what she is still owed."""

    after: int
    leftovers: Leftovers = {}

    def of(self, subject: str) -> int:
        """Return the batch after which this subject is news."""
        return self.leftovers.get(subject, self.after)


def name(kind: str, number: int) -> str:
    """Return the name under which something waits."""
    return f"{kind}:{number}"


def packed(leftovers: Leftovers) -> str:
    """Return leftovers as they are stored: a dozen characters each."""
    return " ".join(f"{subject}@{after}" for subject, after in leftovers.items())


def unpacked(stored: str) -> dict[str, int]:
    """Return leftovers that were stored."""
    pairs = (word.split("@") for word in stored.split())
    return {subject: int(after) for subject, after in pairs}


def earliest(many: Iterable[str]) -> dict[str, int]:
    """Return all that is named here, each with the first batch after which anybody is owed it."""
    found: dict[str, int] = {}
    for stored in many:
        for subject, after in unpacked(stored).items():
            found[subject] = min(after, found.get(subject, after))
    return found


def numbers(kind: str, leftovers: Leftovers) -> list[int]:
    """Return the numbers of the subjects of one kind."""
    return [int(subject.removeprefix(f"{kind}:")) for subject in leftovers if subject.startswith(f"{kind}:")]


def fit(lines: Sequence[Line], start: Start) -> tuple[list[BlockLines], dict[str, int]]:
    """
    Put lines in their blocks, as many as there is room for, and return what is left over.

    What waited longest comes first; what stands in a digest, stands there in its usual order.
    """
    blocks, left_over = [], {}
    for of_block in in_blocks(lines):
        shown = _longest_waiting(of_block.lines, of_block.block.value.cap, start)
        rest = set(of_block.lines).difference(shown) if len(shown) < len(of_block.lines) else ()
        blocks.append(BlockLines(of_block.block, shown, more=len(rest)))
        left_over |= {subject: start.of(subject) for line in rest for subject in line.subjects}
    return blocks, left_over


def in_blocks(lines: Iterable[Line]) -> list[BlockLines]:
    """Return all these lines in the blocks where they belong."""
    found: dict[Block, list[Line]] = {}
    for line in lines:
        found.setdefault(line.block, []).append(line)
    return [BlockLines(block, found[block]) for block in Block if block in found]


def _longest_waiting(lines: Sequence[Line], cap: int, start: Start) -> Sequence[Line]:
    if len(lines) <= cap:
        return lines
    since = [min(map(start.of, line.subjects), default=start.after) for line in lines]
    first = sorted(range(len(lines)), key=since.__getitem__)[:cap]
    return [lines[place] for place in sorted(first)]
