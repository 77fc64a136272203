"""What a reader sees of members: each field only when its owner shows it to her."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from members.models import CHOOSABLE, Affiliation, Member
from members.permissions import Nearness, may_see_field, nearness

if TYPE_CHECKING:
    from members.permissions import Roles


# Whose eyes a member may borrow on her own page, by what stands in the address.
OTHERS = {
    "lid": (Nearness.MEMBER, "een ander lid"),
    "leergroep": (Nearness.COMPANION, "iemand uit je leergroepen"),
    "programmateam": (Nearness.TEAM, "het programmateam"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody works now."""

    organization_id: int
    organization: str
    is_contact: bool

    def get_absolute_url(self) -> str:
        """Return the page of the organisation."""
        return reverse("members:organization", args=[self.organization_id])


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """
    One member as one reader sees her; what she does not show this reader is empty.

    Templates get this and never the row itself, so that nothing hidden is at hand there.
    """

    pk: int
    name: str
    places: tuple[Place, ...] = ()
    phone: str = ""
    email: str = ""
    about: str = ""
    call_hours: str = ""

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page of this member."""
        return reverse("members:member", args=[self.pk])


def profiles_of(roles: "Roles", members: Collection[Member]) -> list[Profile]:
    """Return these members as this reader sees them, in two statements however many they are."""
    pks = [member.pk for member in members]
    companions, places = roles.companions_among(pks), places_of(pks)
    return [
        profile_at(nearness(roles, member.pk, companions), member, places.get(member.pk, ()))
        for member in members
    ]


def profile_at(near: Nearness, member: Member, places: tuple[Place, ...]) -> Profile:
    """Return a member as somebody at this distance sees her."""
    shown = {
        field: getattr(member, field)
        for field in CHOOSABLE
        if may_see_field(near, getattr(member, f"{field}_viewers"))
    }
    return Profile(pk=member.pk, name=member.name, places=places, **shown)


def places_of(members: Iterable[int]) -> dict[int, tuple[Place, ...]]:
    """Return where each of these members works now, by name."""
    rows = Affiliation.objects.current().filter(member__in=members, organization__is_active=True)
    found: dict[int, tuple[Place, ...]] = {}
    for member, organization, name, role in rows.order_by("organization__name").values_list(
        "member", "organization", "organization__name", "role"
    ):
        place = Place(organization, name, role == Affiliation.Role.CONTACT)
        found[member] = (*found.get(member, ()), place)
    return found


def profile(roles: "Roles", member: Member) -> Profile:
    """Return one member, whom this reader may see, as she sees her."""
    return profiles_of(roles, [member])[0]


def as_seen_by(member: Member, other: str) -> Profile | None:
    """Return a member as one of ``OTHERS`` sees her (*bekijk als ander lid*), None when that is nobody."""
    if other not in OTHERS:
        return None
    near, _ = OTHERS[other]
    return profile_at(near, member, places_of([member.pk]).get(member.pk, ()))
