"""What others are told of a page: the words and picture beside a link, and facts for search engines."""

import io
import json
import re

import pytest
from django.conf import settings
from PIL import Image

from tests.factories.home import DevelopmentPageFactory, LessonPageFactory, NewsPageFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.questions import QuestionFactory
from tests.factories.themes import ThemeFactory
from themes.models import Programme

LARGEST_PICTURE = 100_000
LD = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
META = re.compile(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)">')


@pytest.fixture
def told(client, db):
    """Return a function that opens a page and returns what is told of it: Open Graph, and the graph."""

    def open_page(address):
        page = client.get(address).content.decode()
        graph = [thing for data in LD.findall(page) for thing in json.loads(data)["@graph"]]
        return dict(META.findall(page)), {thing["@type"]: thing for thing in graph}

    return open_page


@pytest.mark.parametrize(
    ("factory", "kind"),
    [
        (NewsPageFactory, "NewsArticle"),
        (DevelopmentPageFactory, "Article"),
        (LessonPageFactory, "LearningResource"),
    ],
)
def test_an_article_tells_what_it_is_and_has_a_picture(told, client, factory, kind):
    page = factory(title='Over </script> & "wij"', sender_kind="person", sender_name="Bea Bakker")

    meta, graph = told(page.address)
    picture = client.get(meta["og:image"].removeprefix(settings.SITE_URL))

    assert meta["og:url"] == page.canonical
    assert meta["og:type"] == "article"
    assert graph[kind]["headline"] == page.title
    assert graph[kind]["author"] == {"@type": "Person", "name": "Bea Bakker"}
    assert graph[kind]["datePublished"] == page.first_published_at.isoformat()
    assert ("license" in graph[kind]) == (kind == "LearningResource")
    assert [step["name"] for step in graph["BreadcrumbList"]["itemListElement"]][1] == page.title
    assert len(picture.content) <= LARGEST_PICTURE
    assert Image.open(io.BytesIO(picture.content)).size == (1200, 630)


def test_a_closed_lesson_has_the_picture_of_the_portal_and_tells_nothing(told, client):
    lesson = LessonPageFactory(closed=True)

    meta, graph = told(lesson.address)

    assert meta["og:image"].endswith("sharing.png")
    assert not graph
    assert lesson.title not in str(meta)
    assert client.get(f"/beeld/{lesson.pk}-x.png").status_code == 404


def test_no_picture_is_drawn_of_what_is_not_online_or_not_there(client, db):
    draft = NewsPageFactory(live=False)

    assert client.get(f"/beeld/{draft.pk}-x.png").status_code == 404
    assert client.get("/beeld/99999-Eigen-woorden.png").status_code == 404


def test_a_meeting_tells_when_and_where_but_not_its_link(told):
    meeting = MeetingFactory(place="Assen", online_url="https://vergader.example/geheim")

    meta, graph = told(meeting.get_absolute_url())

    assert meta["og:title"] == meeting.title
    assert graph["Event"]["eventStatus"] == "https://schema.org/EventScheduled"
    assert graph["Event"]["startDate"] == meeting.starts_at.isoformat()
    assert "geheim" not in json.dumps(graph)


def test_the_front_page_says_whose_it_is(told):
    meta, graph = told("/")

    assert meta["og:image"].endswith("sharing.png")
    assert graph["Organization"]["name"] == "Associatie Wijkteams"


def test_search_engines_hear_of_everything_that_is_public(client, db):
    theme = ThemeFactory()
    public = [
        MeetingFactory(),
        QuestionFactory(opened=True, is_public=True),
        Programme.objects.create(name="Een programma", slug="een-programma"),
    ]
    closed = [MeetingFactory(openness="members"), QuestionFactory(opened=True, is_public=False)]

    told = client.get("/sitemap.xml").content.decode()

    for address in [f"/leernetwerken/{theme.slug}/", *(row.get_absolute_url() for row in public)]:
        assert f"{settings.SITE_URL}{address}<" in told
    assert not [row for row in closed if f"{row.get_absolute_url()}<" in told]


def test_a_narrowed_list_has_an_address_and_a_feed_of_its_own(client, db):
    theme = ThemeFactory(slug="veiligheid")
    for _ in range(13):
        NewsPageFactory(themes=[theme])

    page = client.get("/nieuws/?utm_source=brief&thema=veiligheid&pagina=2").content.decode()

    assert f'rel="canonical" href="{settings.SITE_URL}/nieuws/?thema=veiligheid&amp;pagina=2"' in page
    assert 'href="/nieuws/feed/?thema=veiligheid"' in page
