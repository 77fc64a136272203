"""Finding members and organisations."""

from typing import TYPE_CHECKING

from django.core.paginator import Page, Paginator
from django.db.models import Q

from members.models import Member, Organization, Region
from members.queries.profiles import Profile, profiles_of
from themes.models import Theme

if TYPE_CHECKING:
    from members.permissions import Roles

PAGE_SIZE = 25


def directory(
    roles: "Roles", *, words: str, region: Region | None, theme: Theme | None, page: int
) -> tuple[Page, list[Profile]]:
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
    members = members.distinct().order_by("name", "pk")
    found = Paginator(members, PAGE_SIZE).get_page(page)
    return found, profiles_of(roles, found.object_list)


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
