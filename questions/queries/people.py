"""Whom a question reaches: the people behind the voices that are asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from members.models import Affiliation, Member
from questions.models import Recipient


@dataclass(frozen=True)
class Asked:
    """One person and the voices for which she is asked, in the order they were chosen."""

    member: Member
    recipients: list[Recipient] = field(default_factory=list)


def people_behind(recipients: Iterable[Recipient]) -> list[Asked]:
    """
    Return each person once: the contact persons of organisations, and members asked by name.

    The recipients carry their organisation and member. An organisation without a contact
    person reaches nobody; the back office shows that before a question is opened.
    """
    recipients = list(recipients)
    contacts: dict[int, list[Member]] = {}
    places = (
        Affiliation.objects.contacts()
        .filter(organization__in={row.organization_id for row in recipients if row.organization_id})
        .filter(member__is_active=True)
        .select_related("member")
        .order_by("member_id")
    )
    for place in places:
        contacts.setdefault(place.organization_id, []).append(place.member)
    people: dict[int, Asked] = {}
    for recipient in recipients:
        named = [recipient.member] if recipient.member and recipient.member.is_active else []
        for member in named or contacts.get(recipient.organization_id, []):
            people.setdefault(member.pk, Asked(member)).recipients.append(recipient)
    return list(people.values())


def waiting_people(question_id: int) -> list[Asked]:
    """Return who is asked and has not reacted for at least one voice, with only those voices."""
    waiting = Recipient.objects.waiting().filter(question=question_id)
    return people_behind(waiting.select_related("organization", "member").order_by("pk"))
