"""Which organisation that we know a row is about, or which it may be."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from members.models import ImportRow, Organization
from members.queries.imports.cells import Said, bones_of, key_of_organization, slips_of
from members.queries.imports.subjects import Subjects


@dataclass(frozen=True, slots=True)
class Place:
    """An organisation that there is."""

    pk: int
    name: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Every organisation, by name and by what is left of a name, and every theme; two queries."""

    by_key: dict[str, Place]
    by_slip: dict[str, Place]
    subjects: Subjects

    @classmethod
    def load(cls) -> Self:
        by_key, by_slip = {}, {}
        for place in _all_places():
            by_key.setdefault(key_of_organization(place.name), place)
            for slip in slips_of(bones_of(place.name)):
                by_slip.setdefault(slip, place)
        return cls(by_key, by_slip, Subjects.load())

    def found(self, row: ImportRow, said: Said) -> tuple[Place | None, Place | None]:
        """Return the organisation of a row, and the one that it is like where that was not decided."""
        if not said.organization:
            return None, None
        if place := self.by_key.get(said.organization_key):
            return place, None
        if row.decision == ImportRow.Decision.OTHER:
            return None, None
        slips = slips_of(bones_of(said.organization))
        like = next(
            (self.by_slip[slip] for slip in sorted(slips, key=len, reverse=True) if slip in self.by_slip),
            None,
        )
        return (like, None) if row.decision == ImportRow.Decision.SAME else (None, like)


def _all_places() -> Sequence[Place]:
    rows = Organization.objects.order_by("pk").values_list("pk", "name", "is_active")
    return [Place(*row) for row in rows.iterator()]
