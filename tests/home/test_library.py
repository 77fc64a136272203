"""The lists of lessons and of outside knowledge: narrowed by an address that can be shared."""

from datetime import date

import pytest

from activity.models import Event
from home.actions import knowledge
from home.models import KnowledgeIndexPage, LessonIndexPage, LessonPage
from home.models.sharing import Licence, as_lines
from home.queries.library import library
from learninggroups.permissions import Roles
from members.models import Region
from tests.factories.home import KnowledgeLinkFactory, KnowledgePageFactory, LessonPageFactory
from themes.models import Programme, Theme

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 10)


@pytest.fixture
def lessons():
    """Three lessons, each with something that the others have not."""
    theme = Theme.objects.create(name="Veiligheid", slug="veiligheid")
    programme = Programme.objects.create(name="Een akkoord", slug="een-akkoord")
    region = Region.objects.create(name="Noord-Drenthe")
    safe = LessonPageFactory(title="Veilig", themes=[theme], programme=programme)
    north = LessonPageFactory(title="Noord", team_kinds=as_lines(["buurtteam", "jeugdteam"]))
    north.regions.set([region])
    north.save()
    return {"safe": safe, "north": north, "other": LessonPageFactory(title="Anders", team_kinds="\njeugd\n")}


@pytest.mark.parametrize(
    ("typed", "titles", "words"),
    [
        ({}, {"Veilig", "Noord", "Anders"}, ""),
        ({"thema": "veiligheid"}, {"Veilig"}, "?thema=veiligheid"),
        ({"programma": "een-akkoord", "utm": "x"}, {"Veilig"}, "?programma=een-akkoord"),
        ({"regio": "noord-drenthe"}, {"Noord"}, "?regio=noord-drenthe"),
        ({"team": "jeugdteam"}, {"Noord"}, "?team=jeugdteam"),
        ({"team": "jeugd"}, {"Anders"}, "?team=jeugd"),
        ({"team": "jeugd", "thema": "veiligheid"}, set(), "?thema=veiligheid&team=jeugd"),
        ({"thema": "bestaat-niet", "pagina": "9"}, {"Veilig", "Noord", "Anders"}, ""),
    ],
)
def test_a_list_is_narrowed_by_its_address(lessons, typed, titles, words):
    found = library(LessonPage, Roles(), typed, TODAY)

    assert {teaser.title for teaser in found.teasers} == titles
    assert found.words == words


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_as_much_for_many_as_for_one(lessons, django_assert_num_queries, count):
    LessonPage.objects.exclude(title__in=["Veilig", "Noord", "Anders"][:count]).delete()

    with django_assert_num_queries(8):
        library(LessonPage, Roles(), {}, TODAY)


def test_a_narrowed_page_says_where_it_stands_and_what_to_do_when_it_is_empty(lessons, client):
    page = client.get("/lessen/?thema=veiligheid&utm=brief").content.decode()
    empty = client.get("/lessen/?thema=veiligheid&team=jeugd").content.decode()

    canonical = LessonIndexPage.objects.get().canonical
    assert f'<link rel="canonical" href="{canonical}?thema=veiligheid">' in page
    assert "/lessen/feed/?thema=veiligheid" in page
    assert "Hierover staat nog niets" in empty


def test_a_lesson_says_where_it_comes_from_and_how_to_use_it(lessons, client):
    LessonPage.objects.filter(pk=lessons["north"].pk).update(
        origin="een visite in Assen", learned_on=date(2026, 3, 4), licence=Licence.BY_SA
    )

    page = client.get(lessons["north"].address).content.decode()

    for words in ("een visite in Assen", "4 maart 2026", "Noord-Drenthe", "buurtteam, jeugdteam"):
        assert words in page
    assert 'href="https://creativecommons.org/licenses/by-sa/4.0/deed.nl" rel="license"' in page
    assert f"(2026), <cite>Noord</cite>, Associatie Wijkteams, {lessons['north'].canonical}" in page


def test_outside_knowledge_names_its_source_and_who_has_use_of_it(scene, client_of, now):
    page = KnowledgePageFactory(title="Zeven aandachtspunten", publisher="Een instituut")
    page.save_revision().publish()
    knowledge.connect(
        page=page, group=scene.open_group, why="Zo beginnen wij.", actor=scene.participant, now=now
    )
    KnowledgeLinkFactory(page=page, group=scene.closed_group, why="Dit blijft binnen.")

    seen = client_of(None).get(page.address).content.decode()
    group = client_of(None).get(scene.open_group.get_absolute_url()).content.decode()
    listed = client_of(None).get(KnowledgeIndexPage.objects.get().address).content.decode()
    feed = client_of(None).get("/kennis/feed/").content.decode()
    found = client_of(None).get("/zoeken/?zoek=instituut").content.decode()

    assert "https://instituut.example/onderzoek" in seen
    assert "Niet bekend: vraag het wie het maakte" in seen
    assert "Zo beginnen wij." in seen
    assert "Dit blijft binnen." not in seen
    assert "Zo beginnen wij." in group
    assert "Een instituut" in listed
    assert "Zeven aandachtspunten" in feed
    assert page.address in found
    assert Event.objects.get(kind="knowledge_published").audience == "public"
