"""Whom a question asks, why each of them, and who gets the letter."""

import pytest

from members.models import Affiliation, Organization
from questions.models import Recipient
from questions.queries.audience import audience_of, find_members
from tests.factories.members import (
    AffiliationFactory,
    MemberFactory,
    OrganizationFactory,
    RegionFactory,
)
from tests.factories.questions import QuestionFactory, RecipientFactory
from themes.models import Theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def question():
    return QuestionFactory()


@pytest.fixture
def safety():
    return Theme.objects.create(name="Veiligheid", slug="veiligheid")


@pytest.fixture
def access():
    return Theme.objects.create(name="Toegang", slug="toegang")


def organization_with(*themes, **facts) -> Organization:
    organization = OrganizationFactory(**facts)
    organization.themes.set(themes)
    return organization


def reasons_of(question):
    return {asked.name: asked.reasons for asked in audience_of(question).organizations}


def test_nothing_chosen_reaches_nobody(question):
    OrganizationFactory()

    assert audience_of(question).is_empty


def test_everyone_is_every_organisation_that_is_a_member_now(question):
    OrganizationFactory(name="Wijkteam Oost")
    OrganizationFactory(name="Vertrokken", is_active=False)
    question.asks_everyone = True

    assert reasons_of(question) == {"Wijkteam Oost": ["alle organisaties"]}


def test_one_theme_of_several_is_enough(question, safety, access):
    organization_with(safety, name="Oost")
    organization_with(access, safety, name="West")
    organization_with(name="Noord")
    question.audience_themes.set([safety, access])

    assert reasons_of(question) == {
        "Oost": ["thema Veiligheid"],
        "West": ["thema Toegang", "thema Veiligheid"],
    }


def test_every_dimension_that_was_chosen_must_fit(question, safety):
    twente = RegionFactory(name="Twente")
    organization_with(safety, name="Oost", region=twente, kind="jeugdteam")
    organization_with(safety, name="Elders", kind="jeugdteam")
    organization_with(safety, name="Ander soort", region=twente, kind="wijkteam")
    organization_with(name="Ander thema", region=twente, kind="jeugdteam")
    question.audience_themes.set([safety])
    question.audience_regions.set([twente])
    question.audience_kinds = ["jeugdteam"]

    assert reasons_of(question) == {"Oost": ["thema Veiligheid", "regio Twente", "soort team: jeugdteam"]}


def test_named_members_come_on_top_and_those_who_left_do_not(question):
    named = MemberFactory(name="Noor")
    question.audience_members.set([named, MemberFactory(is_active=False)])

    assert [(asked.person.name, asked.reasons) for asked in audience_of(question).members] == [
        ("Noor", ["met naam gekozen"])
    ]


def test_letters_go_to_current_contact_persons_and_to_each_once(question):
    both = MemberFactory(name="Bea")
    for name in ("Oost", "West"):
        AffiliationFactory(
            member=both, organization=OrganizationFactory(name=name), role=Affiliation.Role.CONTACT
        )
    oost = Organization.objects.get(name="Oost")
    AffiliationFactory(organization=oost)
    AffiliationFactory(organization=oost, role=Affiliation.Role.CONTACT, until_date="2026-01-01")
    AffiliationFactory(organization=oost, role=Affiliation.Role.CONTACT, member__is_active=False)
    OrganizationFactory(name="Zonder")
    question.asks_everyone = True
    question.audience_members.set([both])

    audience = audience_of(question)

    assert [(asked.name, [person.name for person in asked.contacts]) for asked in audience.organizations] == [
        ("Oost", ["Bea"]),
        ("West", ["Bea"]),
        ("Zonder", []),
    ]
    assert [asked.name for asked in audience.without_contact] == ["Zonder"]
    assert audience.letter_count == 1


def test_open_requests_are_other_open_questions_without_a_reaction(question):
    organization = OrganizationFactory()
    member = MemberFactory()
    question.asks_everyone = True
    question.audience_members.set([member])
    RecipientFactory(organization=organization)
    RecipientFactory(member=member)
    RecipientFactory(organization=organization, reaction=Recipient.Reaction.NO_ROOM)
    RecipientFactory(organization=organization, question=QuestionFactory(opened=True, state="closed"))

    audience = audience_of(question)

    assert [asked.open_requests for asked in audience.organizations] == [1]
    assert [asked.open_requests for asked in audience.members] == [1]
    assert [asked.name for asked in audience.busy] == [organization.name]


@pytest.mark.parametrize("count", [1, 3])
def test_audience_costs_the_same_however_many_are_asked(question, safety, count, django_assert_num_queries):
    region = RegionFactory()
    question.audience_themes.set([safety])
    question.audience_regions.set([region])
    for _ in range(count):
        organization = organization_with(safety, region=region)
        AffiliationFactory(organization=organization, role=Affiliation.Role.CONTACT)
        question.audience_members.add(MemberFactory())

    with django_assert_num_queries(9):
        audience = audience_of(question)

    assert (len(audience.organizations), len(audience.members)) == (count, count)


def test_finding_members_looks_at_name_and_address():
    noor = MemberFactory(name="Noor van den Berg")
    post = MemberFactory(name="Ahmed", email="noord@example.nl")
    MemberFactory(name="Noor Weg", is_active=False)

    assert find_members("noor") == [post, noor]
    assert find_members("noor", limit=1) == [post]
