"""Organisations on the map of the Netherlands, and the same as a list."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db.models import Count

from members.models import Region
from members.queries.directory import Wanted, found_organizations
from members.queries.outline import place_on_map

if TYPE_CHECKING:
    from members.permissions import Roles

# In units of the outline.
SMALLEST, LARGEST = 13, 26


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionOnMap:
    """A region with how many organisations were found there, and where its dot stands."""

    pk: int
    name: str
    count: int
    x: int | None
    y: int | None
    radius: int
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class Atlas:
    """All regions with an organisation in them, by name; ``elsewhere`` have told no region."""

    regions: tuple[RegionOnMap, ...]
    elsewhere: int

    @property
    def dots(self) -> list[RegionOnMap]:
        """The regions of which we know where they are, the largest first so that it hides no other."""
        return sorted((one for one in self.regions if one.x is not None), key=lambda one: -one.radius)


def atlas(roles: "Roles", wanted: Wanted) -> Atlas:
    """Return where the organisations are that somebody looks for; the region she chose only gets a mark."""
    found = found_organizations(roles, replace(wanted, region=None)).order_by()
    counts = dict(found.values_list("region").annotate(number=Count("pk", distinct=True)))
    elsewhere = counts.pop(None, 0)
    most = max(counts.values(), default=1)
    regions: Iterable[Region] = Region.objects.filter(pk__in=counts).order_by("name")
    return Atlas(
        regions=tuple(_on_map(region, counts[region.pk], most, wanted.region) for region in regions),
        elsewhere=elsewhere,
    )


def _on_map(region: Region, count: int, most: int, chosen: int | None) -> RegionOnMap:
    x = y = None
    if region.latitude is not None and region.longitude is not None:
        x, y = place_on_map(region.latitude, region.longitude)
    # A circle twice as full is twice as large, and not four times.
    radius = SMALLEST + (LARGEST - SMALLEST) * (count / most) ** 0.5
    return RegionOnMap(
        pk=region.pk,
        name=region.name,
        count=count,
        x=x,
        y=y,
        radius=round(radius),
        is_chosen=region.pk == chosen,
    )
