"""Whom a question asks: organisations and members, why each of them, and who gets the letter."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.utils import timezone

from learninggroups.models import LearningGroup, Membership
from members.models import Affiliation, Member, Organization
from questions.models import Question, Recipient
from questions.queries.load import NOTHING, Load, least_asked, loads_of
from questions.queries.people import BY_NAME, OF_GROUP
from questions.queries.rounds import organizations_of_first_round

ALL_ORGANIZATIONS = "alle organisaties"
ALL_MEMBERS = "alle leden, één keer per jaar"
PER_PAGE = 100
# So many names of organisations say enough.
NAMES_SHOWN = 20


@dataclass(frozen=True)
class Chosen:
    """
    Whom the choices of a question reach, by number, and the reasons for each.

    ``resting`` said *nu even niet* until a day, and ``left_out`` is how many more fit than the
    question asks at most.
    """

    organizations: dict[int, list[str]]
    members: dict[int, list[str]]
    resting: dict[int, date] = field(default_factory=dict)
    left_out: int = 0

    @property
    def is_empty(self) -> bool:
        """Nobody would be asked."""
        return not self.organizations and not self.members


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
    load: Load


@dataclass(frozen=True)
class AskedMember:
    """A member chosen by name, or as participant of a group."""

    person: Person
    reasons: list[str]
    load: Load


@dataclass(frozen=True)
class Busy:
    """So many organisations still have so many other questions open."""

    organizations: int
    open_requests: int


@dataclass(frozen=True)
class Resting:
    """An organisation that is left out, because it said *nu even niet*."""

    name: str
    until: date


@dataclass(frozen=True)
class Audience:
    """Everyone a question would ask, a page of each kind, and what to know before it opens."""

    organizations: Page
    members: Page
    organization_count: int
    member_count: int
    letter_count: int
    without_contact: list[str]
    without_contact_count: int
    busy: list[Busy]
    # The day on which the last of those other questions closes.
    busy_until: datetime | None
    resting: list[Resting]
    left_out: int

    @property
    def is_empty(self) -> bool:
        """Nobody would be asked."""
        return not self.organization_count and not self.member_count

    @property
    def busy_count(self) -> int:
        """How many organisations still have other questions open."""
        return sum(busy.organizations for busy in self.busy)

    @property
    def free_count(self) -> int:
        """How many organisations have nothing open: a smaller audience that asks less of everybody."""
        return self.organization_count - self.busy_count


def chosen_by(question: Question, now: datetime) -> Chosen:
    """Return whom the question asks at this moment by the choices made."""
    reasons = _organization_reasons(question)
    resting = {pk: until for pk, until in _resting(timezone.localdate(now)).items() if pk in reasons}
    asked = {pk: why for pk, why in reasons.items() if pk not in resting}
    left_out = 0
    if question.audience_limit and len(asked) > question.audience_limit:
        left_out = len(asked) - question.audience_limit
        kept = least_asked(asked, loads_of("organization", question, now), question)
        asked = {pk: asked[pk] for pk in kept[: question.audience_limit]}
    return Chosen(organizations=asked, members=_member_reasons(question), resting=resting, left_out=left_out)


def audience_of(
    question: Question,
    now: datetime,
    *,
    organizations_page: str | None = None,
    members_page: str | None = None,
) -> Audience:
    """Return whom the question would ask, in a constant number of queries."""
    chosen = chosen_by(question, now)
    loads = loads_of("organization", question, now)
    contacts = _contacts_of(chosen.organizations)
    silent = chosen.organizations.keys() - contacts.keys()
    by_name = Organization.objects.order_by("name")
    members = Member.objects.filter(pk__in=chosen.members).order_by("name", "pk")
    open_requests = [loads[pk].open_requests for pk in chosen.organizations if pk in loads]
    spoken_to = {person.pk for people in contacts.values() for person in people}
    return Audience(
        organizations=_organizations_on(
            Paginator(by_name.filter(pk__in=chosen.organizations), PER_PAGE).get_page(organizations_page),
            chosen, contacts, loads,
        ),
        members=_members_on(
            Paginator(members, PER_PAGE).get_page(members_page), chosen, loads_of("member", question, now)
        ),
        organization_count=len(chosen.organizations),
        member_count=len(chosen.members),
        letter_count=len(spoken_to | chosen.members.keys()),
        without_contact=list(by_name.filter(pk__in=silent).values_list("name", flat=True)[:NAMES_SHOWN]),
        without_contact_count=len(silent),
        busy=_busy(open_requests),
        busy_until=_last_deadline(question, chosen) if any(open_requests) else None,
        resting=[
            Resting(name, chosen.resting[pk])
            for pk, name in by_name.filter(pk__in=chosen.resting).values_list("pk", "name")
        ],
        left_out=chosen.left_out,
    )  # fmt: skip


def _busy(open_requests: list[int]) -> list[Busy]:
    numbers = sorted(set(open_requests) - {0}, reverse=True)
    return [Busy(open_requests.count(number), number) for number in numbers]


def _organizations_on(page: Page, chosen: Chosen, contacts: dict, loads: dict[int, Load]) -> Page:
    page.object_list = [
        AskedOrganization(
            pk=organization.pk,
            name=organization.name,
            reasons=chosen.organizations[organization.pk],
            contacts=contacts.get(organization.pk, []),
            load=loads.get(organization.pk, NOTHING),
        )
        for organization in page.object_list
    ]
    return page


def _members_on(page: Page, chosen: Chosen, loads: dict[int, Load]) -> Page:
    page.object_list = [
        AskedMember(
            person=Person(pk=member.pk, name=member.name, email=member.email),
            reasons=chosen.members[member.pk],
            load=loads.get(member.pk, NOTHING),
        )
        for member in page.object_list
    ]
    return page


def _resting(today: date) -> dict[int, date]:
    """Organisations that are asked nothing new, and until when."""
    return dict(Organization.objects.filter(rests_until__gt=today).values_list("pk", "rests_until"))


def _member_reasons(question: Question) -> dict[int, list[str]]:
    """Per member why she is asked herself: by name, as a participant of a group, or like everybody."""
    if question.year:
        return {pk: [ALL_MEMBERS] for pk in Member.objects.members().values_list("pk", flat=True)}
    by_name = [BY_NAME]
    named = question.audience_members.members().order_by("pk").values_list("pk", flat=True)
    reasons = dict.fromkeys(named, by_name)
    places = Membership.objects.filter(
        group__in=question.audience_groups.filter(is_confidential=False),
        role__in=[Membership.Role.PARTICIPANT, Membership.Role.FACILITATOR],
        member__is_active=True,
        member__is_guest=False,
    )
    for pk, name in places.order_by("group__name", "member").values_list("member_id", "group__name"):
        reasons[pk] = [*reasons.get(pk, []), f"{OF_GROUP}{name}"]
    return reasons


def _contacts_of(organization_ids: Collection[int]) -> dict[int, list[Person]]:
    contacts = defaultdict(list)
    places = Affiliation.objects.contacts().filter(member__is_active=True).order_by("member__name")
    for organization_id, *person in places.values_list(
        "organization_id", "member_id", "member__name", "member__email"
    ):
        if organization_id in organization_ids:
            contacts[organization_id].append(Person(*person))
    return dict(contacts)


def _last_deadline(question: Question, chosen: Chosen) -> datetime | None:
    """When the last of the other questions closes that wait for these organisations."""
    others = Question.objects.open().exclude(pk=question.pk)
    waiting = Recipient.objects.waiting().filter(organization__in=chosen.organizations)
    deadlines = others.filter(pk__in=waiting.values("question")).order_by("-deadline_at")
    return deadlines.values_list("deadline_at", flat=True).first()


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


def known_kinds() -> list[str]:
    """Return the kinds of team that member organisations call themselves."""
    kinds = Organization.objects.active().exclude(kind="").values_list("kind", flat=True)
    return list(kinds.distinct().order_by("kind"))


def find_members(words: str, limit: int = 20) -> list[Member]:
    """Return the first active members whose name or address contains these words."""
    found = Member.objects.members().filter(Q(name__icontains=words) | Q(email__icontains=words))
    return list(found.order_by("name")[:limit])


def known_groups():
    """Return the learning groups of which the participants can be asked; what is confidential stays apart."""
    return LearningGroup.objects.current().filter(is_confidential=False).order_by("name")
