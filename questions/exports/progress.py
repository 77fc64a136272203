"""Telling who waits how far a file is."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Row = TypeVar("Row")

# Takes the part that is done, in hundredths.
Progress = Callable[[int], None]
# Each note is a write; nobody sees smaller steps.
STEP = 5


def counting(
    rows: Iterable[Row], count: int, progress: Progress, *, start: int = 0, up_to: int = 100
) -> Iterator[Row]:
    """Yield the rows, and say on the way how far they are; they fill from ``start`` up to ``up_to``."""
    told = start
    for number, row in enumerate(rows, start=1):
        done = start + (up_to - start) * min(number, count) // max(count, 1)
        if done >= told + STEP:
            progress(done)
            told = done
        yield row
