"""Whom a question asks: organisations and members, why each of them, and who gets the letter."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from members.models import Affiliation, Member, Organization
from questions.models import Question, Recipient
from questions.queries.rounds import organizations_of_first_round

ALL_ORGANIZATIONS = "alle organisaties"
BY_NAME = "met naam gekozen"


@dataclass(frozen=True)
class Person:
    """Somebody who gets a letter."""

    pk: int
    name: str
    email: str


@dataclass(frozen=True)
class AskedOrganization:
    """An organisation in the audience; without contacts nobody there gets a letter."""

    pk: int
    name: str
    reasons: list[str]
    contacts: list[Person]
    open_requests: int


@dataclass(frozen=True)
class AskedMember:
    """A member chosen by name."""

    person: Person
    reasons: list[str]
    open_requests: int


@dataclass(frozen=True)
class Audience:
    """Everyone a question asks."""

    organizations: list[AskedOrganization]
    members: list[AskedMember]

    @property
    def is_empty(self) -> bool:
        """Nobody would be asked."""
        return not self.organizations and not self.members

    @property
    def without_contact(self) -> list[AskedOrganization]:
        """Organisations where nobody would get the letter."""
        return [organization for organization in self.organizations if not organization.contacts]

    @property
    def busy(self) -> list[AskedOrganization]:
        """Organisations that still have other requests to react to."""
        return [organization for organization in self.organizations if organization.open_requests]

    @property
    def letter_count(self) -> int:
        """How many people get a letter: somebody in several places gets one."""
        contacts = {person.pk for asked in self.organizations for person in asked.contacts}
        return len(contacts | {asked.person.pk for asked in self.members})


@dataclass(frozen=True)
class Chosen:
    """Whom the choices of a question reach, by number, and the reasons for each."""

    organizations: dict[int, list[str]]
    members: dict[int, list[str]]

    @property
    def is_empty(self) -> bool:
        """Nobody would be asked."""
        return not self.organizations and not self.members


def chosen_by(question: Question, now: datetime) -> Chosen:
    """Return whom the question asks at this moment by the choices made."""
    named = question.audience_members.members().order_by("pk").values_list("pk", flat=True)
    by_name = [BY_NAME]
    return Chosen(organizations=_organization_reasons(question), members=dict.fromkeys(named, by_name))


def audience_of(question: Question) -> Audience:
    """Return whom the question asks by the choices made, in a constant number of queries."""
    reasons = _organization_reasons(question)
    organizations = Organization.objects.filter(pk__in=reasons).order_by("name")
    contacts = _contacts_of(reasons)
    members = list(question.audience_members.members().order_by("name"))
    busy_organizations = _open_requests("organization", reasons, question)
    busy_members = _open_requests("member", [member.pk for member in members], question)
    return Audience(
        organizations=[
            AskedOrganization(
                pk=organization.pk,
                name=organization.name,
                reasons=reasons[organization.pk],
                contacts=contacts[organization.pk],
                open_requests=busy_organizations.get(organization.pk, 0),
            )
            for organization in organizations
        ],
        members=[
            AskedMember(
                person=Person(pk=member.pk, name=member.name, email=member.email),
                reasons=[BY_NAME],
                open_requests=busy_members.get(member.pk, 0),
            )
            for member in members
        ],
    )


def _organization_reasons(question: Question) -> dict[int, list[str]]:
    """Per organisation why it is asked: any choice within a dimension, one of every dimension chosen."""
    if question.previous_round_id:
        return organizations_of_first_round(question)
    active = Organization.objects.active()
    if question.asks_everyone:
        return {pk: [ALL_ORGANIZATIONS] for pk in active.values_list("pk", flat=True)}
    dimensions = []
    themes = dict(question.audience_themes.values_list("pk", "name"))
    if themes:
        dimensions.append(_reasons_by_theme(themes))
    regions = list(question.audience_regions.values_list("pk", flat=True))
    if regions:
        matching = active.filter(region__in=regions).values_list("pk", "region__name")
        dimensions.append({pk: [f"regio {name}"] for pk, name in matching})
    if question.audience_kinds:
        matching = active.filter(kind__in=question.audience_kinds).values_list("pk", "kind")
        dimensions.append({pk: [f"soort team: {kind}"] for pk, kind in matching})
    if not dimensions:
        return {}
    asked = set.intersection(*(set(dimension) for dimension in dimensions))
    return {pk: [reason for dimension in dimensions for reason in dimension[pk]] for pk in asked}


def _reasons_by_theme(themes: dict[int, str]) -> dict[int, list[str]]:
    reasons = defaultdict(list)
    links = Organization.themes.through.objects.filter(theme__in=themes, organization__is_active=True)
    for organization_id, theme_id in links.order_by("theme__name").values_list("organization_id", "theme_id"):
        reasons[organization_id].append(f"thema {themes[theme_id]}")
    return reasons


def _contacts_of(organization_ids: Iterable[int]) -> dict[int, list[Person]]:
    contacts = defaultdict(list)
    places = (
        Affiliation.objects.contacts()
        .filter(organization__in=organization_ids, member__is_active=True)
        .order_by("member__name")
    )
    for organization_id, *person in places.values_list(
        "organization_id", "member_id", "member__name", "member__email"
    ):
        contacts[organization_id].append(Person(*person))
    return contacts


def _open_requests(voice: str, ids: Iterable[int], question: Question) -> dict[int, int]:
    """Per voice how many other open questions wait for its reaction."""
    waiting = Recipient.objects.waiting().filter(Q(**{f"{voice}__in": ids}), question__state="open")
    counts = waiting.exclude(question=question).values_list(voice).annotate(open_count=Count("pk"))
    return dict(counts.order_by())


def known_kinds() -> list[str]:
    """Return the kinds of team that member organisations call themselves."""
    kinds = Organization.objects.active().exclude(kind="").values_list("kind", flat=True)
    return list(kinds.distinct().order_by("kind"))


def find_members(words: str, limit: int = 20) -> list[Member]:
    """Return the first active members whose name or address contains these words."""
    found = Member.objects.members().filter(Q(name__icontains=words) | Q(email__icontains=words))
    return list(found.order_by("name")[:limit])
