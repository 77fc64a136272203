"""Finding members and organisations."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q

from members.models import Affiliation, Member, Organization, Region
from themes.models import Theme

if TYPE_CHECKING:
    from members.permissions import Roles

PAGE_SIZE = 25


@dataclass(frozen=True)
class DirectoryEntry:
    """One member in the directory, with where she works."""

    member: Member
    organizations: tuple[Organization, ...]


def _current_places() -> Prefetch:
    return Prefetch(
        "affiliations",
        Affiliation.objects.current().select_related("organization").order_by("organization__name"),
        to_attr="current_places",
    )


def directory(
    roles: "Roles", *, words: str, region: Region | None, theme: Theme | None, page: int
) -> tuple[Page, list[DirectoryEntry]]:
    """Return a page of members by name, found by words in a name or organisation, a region and a theme."""
    members = Member.objects.visible_to(roles)
    place = Q(affiliations__until_date=None)
    for word in words.split():
        members = members.filter(
            Q(name__icontains=word) | (place & Q(affiliations__organization__name__icontains=word))
        )
    if region:
        members = members.filter(place & Q(affiliations__organization__region=region))
    if theme:
        members = members.filter(place & Q(affiliations__organization__themes=theme))
    members = members.distinct().order_by("name", "pk").prefetch_related(_current_places())
    found = Paginator(members, PAGE_SIZE).get_page(page)
    return found, [entry_of(member) for member in found]


def entry_of(member: Member) -> DirectoryEntry:
    """Return a member with her current organisations, which must be prefetched."""
    return DirectoryEntry(member, tuple(place.organization for place in member.current_places))


def member_page(roles: "Roles", pk: int) -> DirectoryEntry:
    """
    Return one member as others see her.

    :raises Member.DoesNotExist: when this reader may not see her.
    """
    return entry_of(Member.objects.visible_to(roles).prefetch_related(_current_places()).get(pk=pk))


def organizations(
    roles: "Roles", *, words: str, region: Region | None, theme: Theme | None, page: int
) -> Page:
    """Return a page of organisations by name."""
    found = Organization.objects.visible_to(roles)
    for word in words.split():
        found = found.filter(Q(name__icontains=word) | Q(municipalities__icontains=word))
    if region:
        found = found.filter(region=region)
    if theme:
        found = found.filter(themes=theme)
    found = found.select_related("region").prefetch_related("themes").distinct().order_by("name")
    return Paginator(found, PAGE_SIZE).get_page(page)
