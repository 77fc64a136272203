"""Finding members and organisations: filters that add up, on a page, a list and a map."""

import pytest
from django.urls import reverse

from learninggroups.models import LearningGroup
from learninggroups.permissions import Roles, may_know_people
from members.models import Member
from tests.cast import ROLES
from tests.factories.learninggroups import LearningGroupFactory, MembershipFactory
from tests.factories.members import AffiliationFactory, MemberFactory, OrganizationFactory, RegionFactory
from tests.factories.themes import ThemeFactory

pytestmark = pytest.mark.django_db

MEMBERS, ORGANIZATIONS = "/leden/", "/organisaties/"


@pytest.fixture
def browser(client_of):
    """The browser of a member who works nowhere."""
    return client_of(MemberFactory(name="Lezer"))


@pytest.fixture
def linde():
    """Somebody at an organisation of which everything is known, in a group for members."""
    twente = RegionFactory(name="Twente", latitude=52.3, longitude=6.75)
    organization = OrganizationFactory(name="De Linde", kind="Sociaal wijkteam", region=twente)
    organization.themes.add(ThemeFactory(name="Veiligheid"))
    place = AffiliationFactory(member=MemberFactory(name="Noor Bos"), organization=organization)
    group = LearningGroupFactory(name="Samen leren", openness=LearningGroup.Openness.MEMBERS)
    MembershipFactory(group=group, member=place.member)
    AffiliationFactory(member=MemberFactory(name="Tom de Boer"))
    return place


def all_filters(place) -> dict:
    organization = place.organization
    return {
        "zoek": "linde",
        "regio": organization.region_id,
        "thema": organization.themes.get().pk,
        "soort": "sociaal wijkteam",
        "leergroep": LearningGroup.objects.get().pk,
    }


@pytest.mark.parametrize("name", ["zoek", "regio", "thema", "soort", "leergroep", "all"])
def test_each_filter_finds_people_and_organisations_and_they_add_up(browser, linde, name):
    filters = all_filters(linde)
    asked = filters if name == "all" else {name: filters[name]}

    people = browser.get(MEMBERS, asked)
    organizations = browser.get(ORGANIZATIONS, asked)

    assert [profile.name for profile in people.context["profiles"]] == ["Noor Bos"]
    assert list(organizations.context["page"]) == [linde.organization]
    assert "Eén lid" in people.text
    assert "Eén organisatie" in organizations.text


def test_filters_that_no_one_place_answers_find_nobody_and_say_what_to_do(browser, linde):
    elsewhere = OrganizationFactory(region=RegionFactory())
    AffiliationFactory(member=linde.member, organization=elsewhere)
    asked = all_filters(linde) | {"regio": elsewhere.region_id, "zoek": ""}

    assert "haal een keuze weg" in browser.get(MEMBERS, asked).text
    assert "haal een keuze weg" in browser.get(ORGANIZATIONS, asked).text


def test_a_value_that_is_no_choice_is_the_same_as_none(browser, linde):
    page = browser.get(MEMBERS, {"regio": "999999", "thema": "x", "pagina": "x"})

    assert page.status_code == 200
    assert page.context["page"].paginator.count == Member.objects.members().count()


def test_the_map_and_its_list_count_the_same_organisations(browser, linde):
    OrganizationFactory()
    region = linde.organization.region

    page = browser.get(ORGANIZATIONS, {"regio": region.pk})

    atlas = page.context["atlas"]
    assert [(one.name, one.count, one.is_chosen) for one in atlas.dots] == [("Twente", 1, True)]
    assert atlas.elsewhere == 2
    assert page.text.count(f"?regio={region.pk}") == 2, "once as a dot and once as a line"


def test_who_may_know_the_people_of_a_group_and_what_is_offered_agree(scene):
    groups = [scene.open_group, scene.closed_group, LearningGroupFactory(openness="members")]
    for role in ROLES:
        person = scene.person(role)
        roles = Roles.of(person) if person else Roles()
        offered = {pk for pk, *_ in roles.groups_to_find_in()}
        for group in groups:
            known = may_know_people(roles, group)
            assert (group.pk in offered) is known, (role, group.name)
            assert roles.people_of(group.pk).exists() <= known


def test_a_closed_group_is_no_filter_for_who_is_not_in_it(scene, client_of):
    asked = {"leergroep": scene.closed_group.pk}

    inside = client_of(scene.facilitator).get(reverse("members:directory"), asked)
    outside = client_of(scene.elsewhere).get(reverse("members:directory"), asked)

    assert inside.context["page"].paginator.count == 2
    assert outside.context["page"].paginator.count == 7
    assert "Leergroep closed" not in outside.text


def test_national_tables_are_found_in_under_their_own_heading(browser, linde):
    table = LearningGroupFactory(
        name="Tafel jeugd", openness=LearningGroup.Openness.MEMBERS, table_of="het ministerie van VWS"
    )
    MembershipFactory(group=table, member=linde.member)

    people = browser.get(MEMBERS, {"leergroep": table.pk})
    organizations = browser.get(ORGANIZATIONS, {"leergroep": table.pk})

    assert [profile.name for profile in people.context["profiles"]] == ["Noor Bos"]
    assert list(organizations.context["page"]) == [linde.organization]
    assert '<optgroup label="Landelijke tafels">' in people.text
    assert "leergroep of tafel: Tafel jeugd" in people.text
    assert "Tafel jeugd (landelijke tafel)" in browser.get(linde.organization.get_absolute_url()).text


@pytest.mark.parametrize("people", [1, 3])
def test_lists_cost_the_same_for_more_people(client, django_assert_num_queries, people):
    reader = MembershipFactory().member
    for _ in range(people):
        AffiliationFactory(organization=OrganizationFactory(region=RegionFactory()))
    client.force_login(reader)
    client.get(MEMBERS)

    with django_assert_num_queries(17):
        client.get(MEMBERS)
    with django_assert_num_queries(18):
        client.get(ORGANIZATIONS)
