"""The page of one organisation."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, Max, OuterRef

from members.models import Affiliation, Invitation, Organization
from members.queries.profiles import Profile, profiles_of

if TYPE_CHECKING:
    from members.permissions import Roles


@dataclass(frozen=True)
class OrganizationPage:
    """An organisation with the people who are there now and the invitations that wait for a yes."""

    organization: Organization
    places: tuple[Affiliation, ...]
    # Whose number this reader may see, contact persons first.
    to_call: tuple[Profile, ...]
    # Names and addresses of the groups in which people from here take part, as far as she may know.
    groups: tuple[tuple[str, str], ...]
    invitations: tuple[Invitation, ...]


def organization_page(roles: "Roles", organization: Organization, now: datetime) -> OrganizationPage:
    """Return an organisation's page; invitations, lapsed ones too, only for who may send them."""
    found = organization.affiliations.current().filter(member__is_active=True).select_related("member")
    places = tuple(found.order_by("-role", "member__name"))
    people = profiles_of(roles, [place.member for place in places])
    invitations = Invitation.objects.visible_to(roles).waiting(now).filter(organization=organization)
    return OrganizationPage(
        organization=organization,
        places=places,
        groups=tuple(roles.groups_of_people([place.member_id for place in places])),
        to_call=tuple(one for one in people if one.phone),
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
