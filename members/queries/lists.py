"""All members or all organisations as rows to take along, with no more than their reader sees on a page."""

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from members.models import Affiliation, Member, Organization
from members.permissions import Nearness
from members.queries.profiles import places_of, profile_at

if TYPE_CHECKING:
    from members.permissions import Roles

AT_ONCE = 500
MEMBER_COLUMNS = (
    "naam",
    "organisaties",
    "contactpersoon van",
    "e-mailadres",
    "telefoon",
    "bel me gerust",
    "over",
)
ORGANIZATION_COLUMNS = ("naam", "soort team", "regio", "gemeenten", "thema's", "contactpersonen")


def member_rows(roles: "Roles") -> Iterator[tuple[str, ...]]:
    """Yield a row for each member by name; what she hides from who takes the list along is empty."""
    near = Nearness.TEAM if roles.is_programme_team else Nearness.MEMBER
    members = Member.objects.members().order_by("name", "pk")
    for some in _batches(members):
        places = places_of([member.pk for member in some])
        for member in some:
            seen = profile_at(near, member, places.get(member.pk, ()))
            yield (
                seen.name,
                ", ".join(place.organization for place in seen.places),
                ", ".join(place.organization for place in seen.places if place.is_contact),
                seen.email,
                seen.phone,
                seen.call_hours,
                seen.about,
            )


def organization_rows(roles: "Roles") -> Iterator[tuple[str, ...]]:
    """Yield a row for each member organisation by name."""
    organizations = Organization.objects.active().select_related("region").prefetch_related("themes")
    for some in _batches(organizations.order_by("name", "pk")):
        contacts = _contacts_of([organization.pk for organization in some])
        for organization in some:
            yield (
                organization.name,
                organization.kind,
                organization.region.name if organization.region else "",
                organization.municipalities,
                ", ".join(theme.name for theme in organization.themes.all()),
                ", ".join(contacts.get(organization.pk, ())),
            )


def _contacts_of(organizations: list[int]) -> dict[int, list[str]]:
    places = Affiliation.objects.contacts().filter(organization__in=organizations, member__is_active=True)
    found: dict[int, list[str]] = {}
    for organization, name in places.order_by("member__name").values_list("organization", "member__name"):
        found.setdefault(organization, []).append(name)
    return found


def _batches(queryset: QuerySet) -> Iterator[list]:
    rows = queryset.iterator(AT_ONCE)
    while some := list(islice(rows, AT_ONCE)):
        yield some
