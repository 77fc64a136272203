"""What is asked of members beside landelijke vragen: each app says it here, and the digest repeats it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    Something that waits for one member's word (*gevraagd*).

    ``noun`` names it once and more than once, for a count; ``until`` is when it is too late.
    """

    member_id: int
    title: str
    path: str
    above: str
    below: str
    noun: tuple[str, str]
    until: datetime | None = None


# Called with members and a moment; asks the same few queries for any number of members.
Asking = Callable[[Collection[int], datetime], Iterable[Asked]]
_asking: list[Asking] = []


def register(asking: Asking) -> None:
    """Let an app say what it asks of members; called from its ``ready``."""
    _asking.append(asking)


def asked_of(member_ids: Collection[int], now: datetime) -> dict[int, list[Asked]]:
    """Return what waits for each of these members, the nearest deadline first."""
    found: dict[int, list[Asked]] = {member_id: [] for member_id in member_ids}
    for asking in _asking:
        for asked in asking(member_ids, now):
            found[asked.member_id].append(asked)
    for of_member in found.values():
        of_member.sort(key=lambda asked: (asked.until is None, asked.until or now))
    return found
