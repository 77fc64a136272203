"""The page of one organisation."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from members.models import Affiliation, Invitation, Organization

if TYPE_CHECKING:
    from members.permissions import Roles


@dataclass(frozen=True)
class OrganizationPage:
    """An organisation with the people who are there now and the invitations that are out."""

    organization: Organization
    places: tuple[Affiliation, ...]
    invitations: tuple[Invitation, ...]


def organization_page(roles: "Roles", organization: Organization, now: datetime) -> OrganizationPage:
    """Return an organisation's page; open invitations only for who may send them."""
    places = organization.affiliations.current().filter(member__is_active=True)
    invitations = Invitation.objects.visible_to(roles).open(now).filter(organization=organization)
    return OrganizationPage(
        organization=organization,
        places=tuple(places.select_related("member").order_by("-role", "member__name")),
        invitations=tuple(invitations.order_by("email")),
    )
