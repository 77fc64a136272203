"""Whom a question reaches: the people behind the voices that are asked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from django.db.models import Q

from learninggroups.models import Membership
from members.models import Affiliation, Member, Organization
from questions.models import Question, Recipient

BY_NAME = "met naam gekozen"
# The reason of who is asked as a participant begins with this, followed by the group.
OF_GROUP = "leergroep "


@dataclass(frozen=True)
class Asked:
    """One person and the voices of hers that wait in one question, in the order they were chosen."""

    member: Member
    recipients: list[Recipient] = field(default_factory=list)


def reached_by(question: Question, *, after: int, limit: int) -> list[Member]:
    """
    Return the next members, by number, to whom this question means a letter.

    They are the contact persons of the organisations it asks, and who is asked by name. An
    organisation without a contact person reaches nobody; the back office shows that before
    a question is opened.
    """
    asked = question.recipients.order_by()
    contacts = Affiliation.objects.contacts().filter(
        organization__in=asked.filter(member=None).values("organization")
    )
    named = asked.filter(organization=None).values("member")
    reached = Member.objects.active().filter(Q(pk__in=named) | Q(pk__in=contacts.values("member")))
    return list(reached.filter(pk__gt=after).order_by("pk")[:limit])


def waiting_voices(members: Collection[Member], questions: Collection[int]) -> dict[int, list[Asked]]:
    """
    Return, per question, who of these members is still waited for, with only those voices.

    Two queries, however many members and questions, and one more when somebody is asked because
    she takes part in a group: who left it since, or whose group is gone, is not waited for.
    """
    places: dict[int, list[int]] = {}
    contacts = Affiliation.objects.contacts().filter(member__in=members)
    for member_id, organization_id in contacts.values_list("member_id", "organization_id"):
        places.setdefault(organization_id, []).append(member_id)
    recipients = (
        Recipient.objects.waiting()
        .filter(Q(member__in=members) | Q(organization__in=places), question__in=questions)
        .select_related("organization")
        .order_by("pk")
    )
    recipients = _without_who_left(list(recipients))
    known = {member.pk: member for member in members if member.is_active}
    people: dict[int, dict[int, Asked]] = {question: {} for question in questions}
    for recipient in recipients:
        speakers = [recipient.member_id] if recipient.member_id else places[recipient.organization_id]
        for pk in speakers:
            if pk in known:
                found = people[recipient.question_id].setdefault(pk, Asked(known[pk]))
                found.recipients.append(recipient)
    return {question: list(asked.values()) for question, asked in people.items()}


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


def colleagues_at(organization: Organization, *, besides: Member) -> list[Member]:
    """Return who works at an organisation now, by name, without the one who asks."""
    places = Affiliation.objects.current().filter(organization=organization)
    members = Member.objects.members().filter(pk__in=places.values("member")).exclude(pk=besides.pk)
    return list(members.order_by("name"))


def _without_who_left(recipients: list[Recipient]) -> list[Recipient]:
    as_participant = {
        (row.question_id, row.member_id)
        for row in recipients
        if row.member_id and row.reasons and all(reason.startswith(OF_GROUP) for reason in row.reasons)
    }
    if not as_participant:
        return recipients
    groups = Question.audience_groups.through.objects.filter(
        question__in={question for question, _ in as_participant},
        learninggroup__archived_at=None,
        learninggroup__memberships__member__in={member for _, member in as_participant},
        learninggroup__memberships__role__in=[Membership.Role.PARTICIPANT, Membership.Role.FACILITATOR],
    )
    here = set(groups.values_list("question_id", "learninggroup__memberships__member_id"))
    gone = as_participant - here
    return [row for row in recipients if (row.question_id, row.member_id) not in gone]
