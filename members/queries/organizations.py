"""The page of one organisation."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, OuterRef

from members.models import Affiliation, Invitation, Organization

if TYPE_CHECKING:
    from members.permissions import Roles


@dataclass(frozen=True)
class OrganizationPage:
    """An organisation with the people who are there now and the invitations that wait for a yes."""

    organization: Organization
    places: tuple[Affiliation, ...]
    invitations: tuple[Invitation, ...]


def organization_page(roles: "Roles", organization: Organization, now: datetime) -> OrganizationPage:
    """Return an organisation's page; invitations, lapsed ones too, only for who may send them."""
    places = organization.affiliations.current().filter(member__is_active=True)
    invitations = Invitation.objects.visible_to(roles).waiting(now).filter(organization=organization)
    return OrganizationPage(
        organization=organization,
        places=tuple(places.select_related("member").order_by("-role", "member__name")),
        invitations=tuple(invitations.order_by("email")),
    )


def is_last_contact(place: Affiliation) -> bool:
    """Whether nobody speaks for this organisation any more when this place ends."""
    if place.role != Affiliation.Role.CONTACT:
        return False
    others = Affiliation.objects.contacts().filter(organization=place.organization_id, member__is_active=True)
    return not others.exclude(pk=place.pk).exists()


@dataclass(frozen=True)
class Orphan:
    """An organisation whose people have no contact person, and since when as far as that is known."""

    organization: Organization
    since: date | None


def without_contact() -> list[Orphan]:
    """
    Return the organisations that had people and have nobody who speaks for them, nor is invited to.

    One that nobody was ever at waits for its first people, which is no loss of anybody.
    """
    contacts = Affiliation.objects.contacts().filter(organization=OuterRef("pk"), member__is_active=True)
    places = Affiliation.objects.filter(organization=OuterRef("pk"))
    invited = Invitation.objects.filter(
        organization=OuterRef("pk"), role=Affiliation.Role.CONTACT, accepted_at=None, withdrawn_at=None
    )
    found = (
        Organization.objects.active()
        .filter(Exists(places), ~Exists(contacts), ~Exists(invited))
        .annotate(left_on=Max("affiliations__until_date"), came_on=Max("affiliations__since_date"))
    )
    return [Orphan(one, one.left_on or one.came_on) for one in found.order_by("name")]
