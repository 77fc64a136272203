"""What search is told of people; called inside the actions that change who and where they are."""

from collections.abc import Iterable

from members.models import Member, Organization
from search import index


def index_members(pks: Iterable[int]) -> None:
    """Let members be found by their names and where they work; guests are found by nobody."""
    index.put_subjects(MEMBERS, pks)


def index_people_of(organization: Organization) -> None:
    """Let everybody who works at an organisation be found by its name as it is now."""
    index_members(organization.affiliations.filter(until_date=None).values_list("member", flat=True))


def organizations_of(member: Member) -> list[str]:
    """Return the names of where a member works now; her places must be prefetched."""
    return sorted(place.organization.name for place in member.affiliations.all() if place.until_date is None)


def member_record(member: Member) -> index.Record | None:
    """Return what is to be found of a member, or None when she is a guest or has left."""
    if member.is_guest or not member.is_active:
        return None
    return index.Record.of(
        member,
        openness=index.MEMBERS,
        title=member.name,
        text=" ".join(organizations_of(member)),
        at=member.joined_at,
    )


MEMBERS = index.Source(
    model=Member,
    subjects=lambda: Member.objects.exclude(joined_at=None).prefetch_related("affiliations__organization"),
    at="joined_at",
    record=member_record,
)
SOURCES = (MEMBERS,)
