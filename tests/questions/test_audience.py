"""Whom a question asks, why each of them, and who gets the letter."""

from datetime import timedelta

import pytest

from learninggroups.models import LearningGroup
from mailing.models import OutgoingMail
from members.models import Affiliation, Organization
from questions.actions import planning
from questions.models import Recipient
from questions.notifications import still_asked
from questions.queries.audience import Busy, audience_of, find_members
from questions.queries.load import Load
from tests.factories.learninggroups import LearningGroupFactory, MembershipFactory
from tests.factories.members import (
    AffiliationFactory,
    MemberFactory,
    OrganizationFactory,
    RegionFactory,
)
from tests.factories.questions import DEADLINE, OPENED, QuestionFactory, RecipientFactory
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


def reasons_of(question, now):
    return {asked.name: asked.reasons for asked in audience_of(question, now).organizations}


def test_nothing_chosen_reaches_nobody(question, now):
    OrganizationFactory()

    assert audience_of(question, now).is_empty


def test_everyone_is_every_organisation_that_is_a_member_now(question, now):
    OrganizationFactory(name="Wijkteam Oost")
    OrganizationFactory(name="Vertrokken", is_active=False)
    question.asks_everyone = True

    assert reasons_of(question, now) == {"Wijkteam Oost": ["alle organisaties"]}


def test_one_theme_of_several_is_enough(question, safety, access, now):
    organization_with(safety, name="Oost")
    organization_with(access, safety, name="West")
    organization_with(name="Noord")
    question.audience_themes.set([safety, access])

    assert reasons_of(question, now) == {
        "Oost": ["thema Veiligheid"],
        "West": ["thema Toegang", "thema Veiligheid"],
    }


def test_every_dimension_that_was_chosen_must_fit(question, safety, now):
    twente = RegionFactory(name="Twente")
    organization_with(safety, name="Oost", region=twente, kind="jeugdteam")
    organization_with(safety, name="Elders", kind="jeugdteam")
    organization_with(safety, name="Ander soort", region=twente, kind="wijkteam")
    organization_with(name="Ander thema", region=twente, kind="jeugdteam")
    question.audience_themes.set([safety])
    question.audience_regions.set([twente])
    question.audience_kinds = ["jeugdteam"]

    assert reasons_of(question, now) == {
        "Oost": ["thema Veiligheid", "regio Twente", "soort team: jeugdteam"]
    }


def test_named_members_come_on_top_and_those_who_left_do_not(question, now):
    named = MemberFactory(name="Noor")
    question.audience_members.set([named, MemberFactory(is_active=False)])

    assert [(asked.person.name, asked.reasons) for asked in audience_of(question, now).members] == [
        ("Noor", ["met naam gekozen"])
    ]


def test_letters_go_to_current_contact_persons_and_to_each_once(question, now):
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

    audience = audience_of(question, now)

    assert [(asked.name, [person.name for person in asked.contacts]) for asked in audience.organizations] == [
        ("Oost", ["Bea"]),
        ("West", ["Bea"]),
        ("Zonder", []),
    ]
    assert audience.without_contact == ["Zonder"]
    assert audience.letter_count == 1


def test_load_is_what_waits_now_and_what_was_asked_this_year(question, now):
    organization = OrganizationFactory()
    member = MemberFactory()
    question.asks_everyone = True
    question.audience_members.set([member])
    RecipientFactory(organization=organization)
    RecipientFactory(member=member)
    RecipientFactory(organization=organization, reaction=Recipient.Reaction.NO_ROOM)
    RecipientFactory(organization=organization, question=QuestionFactory(opened=True, state="closed"))
    last_year = QuestionFactory(opened=True, state="closed", opened_at=OPENED - timedelta(days=400))
    RecipientFactory(organization=organization, question=last_year)

    audience = audience_of(question, now)

    assert [asked.load for asked in audience.organizations] == [Load(open_requests=1, asked_this_year=3)]
    assert [asked.load for asked in audience.members] == [Load(open_requests=1, asked_this_year=1)]
    assert audience.busy == [Busy(organizations=1, open_requests=1)]
    assert audience.busy_until == DEADLINE


def test_limit_asks_those_first_who_were_asked_least(question, now):
    often, once, _ = (OrganizationFactory(name=name) for name in ("Vaak", "Eens", "Nooit"))
    for organization in (often, often, once):
        RecipientFactory(organization=organization, reaction=Recipient.Reaction.ANSWERED)
    question.asks_everyone = True
    question.audience_limit = 2

    audience = audience_of(question, now)

    assert [asked.name for asked in audience.organizations] == ["Eens", "Nooit"]
    assert audience.left_out == 1


def test_organisation_that_rests_is_left_out_and_listed_apart(question, now):
    OrganizationFactory(name="Rust", rests_until=now.date() + timedelta(days=1))
    OrganizationFactory(name="Weer terug", rests_until=now.date())
    question.asks_everyone = True

    audience = audience_of(question, now)

    assert [asked.name for asked in audience.organizations] == ["Weer terug"]
    assert [resting.name for resting in audience.resting] == ["Rust"]


def test_who_takes_part_in_a_group_is_asked_herself(question, now):
    group = LearningGroupFactory(name="Veiligheid thuis")
    both = MembershipFactory(group=group, member__name="Bea").member
    MembershipFactory(group=group, member__name="Cor", role="facilitator")
    MembershipFactory(group=group, role="follower")
    MembershipFactory(group=group, role="requested")
    question.audience_groups.set([group, LearningGroupFactory(openness="closed", is_confidential=True)])
    question.audience_members.set([both])

    audience = audience_of(question, now)

    assert [(asked.person.name, asked.reasons) for asked in audience.members] == [
        ("Bea", ["met naam gekozen", "leergroep Veiligheid thuis"]),
        ("Cor", ["leergroep Veiligheid thuis"]),
    ]


@pytest.mark.parametrize("change", ["left", "archived", "deleted"])
def test_scenario_8_group_gone_or_left_while_mail_is_queued(now, change):
    place = MembershipFactory()
    question = QuestionFactory(just_opened=True)
    question.audience_groups.set([place.group])
    planning.plan_due(clock=lambda: now, seconds=60)
    letter = OutgoingMail.objects.get()
    assert still_asked([letter]) == {letter.pk}

    match change:
        case "left":
            place.delete()
        case "archived":
            LearningGroup.objects.update(archived_at=now)
        case _:
            place.group.delete()

    assert still_asked([letter]) == set()


@pytest.mark.parametrize("count", [1, 3])
def test_audience_costs_the_same_however_many_are_asked(
    question, safety, count, django_assert_num_queries, now
):
    region = RegionFactory()
    question.audience_themes.set([safety])
    question.audience_regions.set([region])
    for _ in range(count):
        organization = organization_with(safety, region=region)
        AffiliationFactory(organization=organization, role=Affiliation.Role.CONTACT)
        question.audience_members.add(MemberFactory())

    with django_assert_num_queries(14):
        audience = audience_of(question, now)

    assert (len(audience.organizations), len(audience.members)) == (count, count)


def test_finding_members_looks_at_name_and_address():
    noor = MemberFactory(name="Noor van den Berg")
    post = MemberFactory(name="Ahmed", email="noord@example.nl")
    MemberFactory(name="Noor Weg", is_active=False)

    assert find_members("noor") == [post, noor]
    assert find_members("noor", limit=1) == [post]
