"""Finding members and organisations."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet

from members.models import Affiliation, Member, Organization, Region
from members.queries.profiles import Profile, profiles_of
from themes.models import Theme

if TYPE_CHECKING:
    from members.permissions import Roles

PAGE_SIZE = 25


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What there is to choose from in each filter, as pairs of a value and its words."""

    regions: list[tuple[int, str]]
    themes: list[tuple[int, str]]
    kinds: list[tuple[str, str]]
    groups: list[tuple[int, str]]
    tables: list[tuple[int, str]]


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What somebody looks for; filters add up, and all that concern an organisation mean the same one."""

    words: str = ""
    region: int | None = None
    theme: int | None = None
    kind: str = ""
    group: int | None = None


def choices(roles: "Roles") -> Choices:
    """Return what this reader can choose from; groups only those whose people she may know."""
    kinds: dict[str, str] = {}
    for kind in (
        Organization.objects.active().exclude(kind="").order_by("kind").values_list("kind", flat=True)
    ):
        kinds.setdefault(kind.casefold(), kind)
    groups = roles.groups_to_find_in()
    return Choices(
        regions=list(Region.objects.order_by("name").values_list("pk", "name")),
        themes=list(Theme.objects.order_by("name").values_list("pk", "name")),
        kinds=list(kinds.items()),
        groups=[(pk, name) for pk, name, is_table in groups if not is_table],
        tables=[(pk, name) for pk, name, is_table in groups if is_table],
    )


def directory(roles: "Roles", wanted: Wanted, page: str) -> tuple[Page, list[Profile]]:
    """Return a page of members by name, each as this reader sees her."""
    members = Member.objects.visible_to(roles)
    places = Affiliation.objects.current().filter(organization__is_active=True)
    for word in wanted.words.split():
        at = places.filter(organization__name__icontains=word).values("member")
        members = members.filter(Q(name__icontains=word) | Q(pk__in=at))
    asked = _asked_of(wanted, "organization__")
    if asked:
        members = members.filter(pk__in=places.filter(asked).values("member"))
    if wanted.group:
        members = members.filter(pk__in=roles.people_of(wanted.group))
    found = Paginator(members.order_by("name", "pk"), PAGE_SIZE).get_page(page)
    return found, profiles_of(roles, found.object_list)


def found_organizations(roles: "Roles", wanted: Wanted) -> QuerySet[Organization]:
    """Return the organisations that are looked for."""
    found = Organization.objects.visible_to(roles).filter(_asked_of(wanted))
    for word in wanted.words.split():
        found = found.filter(Q(name__icontains=word) | Q(municipalities__icontains=word))
    if wanted.group:
        people = Affiliation.objects.current().filter(
            organization=OuterRef("pk"), member__in=roles.people_of(wanted.group)
        )
        found = found.filter(Exists(people))
    return found


def organizations(roles: "Roles", wanted: Wanted, page: str) -> Page:
    """Return a page of organisations by name."""
    found = found_organizations(roles, wanted).select_related("region").prefetch_related("themes")
    return Paginator(found.order_by("name", "pk"), PAGE_SIZE).get_page(page)


def _asked_of(wanted: Wanted, path: str = "") -> Q:
    """Return what is asked of one organisation, which stands at the end of this path."""
    asked = Q()
    if wanted.region:
        asked &= Q(**{f"{path}region": wanted.region})
    if wanted.theme:
        asked &= Q(**{f"{path}themes": wanted.theme})
    if wanted.kind:
        asked &= Q(**{f"{path}kind__iexact": wanted.kind})
    return asked
