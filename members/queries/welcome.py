"""Whom a newcomer could call."""

import random
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Case, Exists, IntegerField, OuterRef, Value, When

from members.models import Affiliation, Member, Organization, Viewers
from members.queries.profiles import Profile, profiles_of

if TYPE_CHECKING:
    from members.permissions import Roles

PEOPLE = 2
# Chosen from so many, or all newcomers of a season would call the same two.
CHOSEN_FROM = 12


def themes_of(roles: "Roles") -> set[int]:
    """Return what her organisations work on."""
    through = Organization.themes.through
    rows = through.objects.filter(organization__in=roles.organization_ids)
    return set(rows.values_list("theme", flat=True))


def people_to_call(roles: "Roles", themes: Collection[int]) -> list[Profile]:
    """
    Return two people elsewhere who show every member their number and that they like to be called.

    Who works on the same themes comes before who works in the same region, and both before others.
    """
    own = roles.organization_ids
    regions = Organization.objects.filter(pk__in=own).exclude(region=None).values("region")
    places = Affiliation.objects.current().filter(member=OuterRef("pk"))
    willing = (
        Member.objects.visible_to(roles)
        .filter(call_hours_viewers=Viewers.MEMBERS, phone_viewers=Viewers.MEMBERS)
        .exclude(call_hours="")
        .exclude(phone="")
        .exclude(pk=roles.member_id)
        .exclude(Exists(places.filter(organization__in=own)))
    )
    fits = Case(
        When(Exists(places.filter(organization__themes__in=themes)), then=Value(2)),
        When(Exists(places.filter(organization__region__in=regions)), then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    found = list(willing.annotate(fits=fits).order_by("-fits", "pk")[:CHOSEN_FROM])
    # The same two whenever she looks again.
    random.Random(roles.member_id).shuffle(found)  # noqa: S311 - nothing secret depends on it
    found.sort(key=lambda member: -member.fits)
    return profiles_of(roles, found[:PEOPLE])
