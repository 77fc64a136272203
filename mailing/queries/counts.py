"""How many letters about a subject are in each state."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import Count

from mailing.models import OutgoingMail

State = OutgoingMail.State


@dataclass(frozen=True)
class LetterCounts:
    """Letters by state; those under way are on their way or wait for their turn."""

    by_state: dict[str, int] = field(default_factory=dict)

    def _of(self, *states: State) -> int:
        return sum(self.by_state.get(state, 0) for state in states)

    @property
    def written(self) -> int:
        """All of them, whatever became of them."""
        return sum(self.by_state.values())

    @property
    def under_way(self) -> int:
        """Those that may still leave by themselves."""
        return self._of(State.QUEUED, State.SENDING)

    @property
    def sent(self) -> int:
        """Those that a mail server took."""
        return self._of(State.SENT)

    @property
    def failed(self) -> int:
        """Those that were refused."""
        return self._of(State.FAILED)

    @property
    def held(self) -> int:
        """Those that wait for a person."""
        return self._of(State.HELD)

    @property
    def cancelled(self) -> int:
        """Those that nobody wants any more."""
        return self._of(State.CANCELLED)


def letters_by_subject(kind: str, abouts: Collection[str]) -> dict[str, LetterCounts]:
    """Count the letters of one kind about each of these subjects, in one query."""
    found: dict[str, dict[str, int]] = {about: {} for about in abouts}
    rows = OutgoingMail.objects.filter(letter=kind, about__in=abouts).values_list("about", "state")
    for about, state, count in rows.annotate(Count("pk")).order_by():
        found[about][state] = count
    return {about: LetterCounts(by_state) for about, by_state in found.items()}
