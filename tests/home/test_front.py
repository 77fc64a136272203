"""The front page and the sections: what a visitor finds there, and what it costs."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from home.models import LessonPage, NewsPage
from home.queries.articles import current_developments, newest, teasers
from home.queries.front import front_page
from learninggroups.permissions import Roles
from questions.models import Outcome, Question
from tests.factories.home import DevelopmentPageFactory, LessonPageFactory, NewsPageFactory
from tests.factories.learninggroups import LearningGroupFactory
from tests.factories.questions import QuestionFactory
from themes.models import Programme, Theme


@pytest.fixture
def open_page(db, client_of):
    """Return a function that gives the text of a page as a visitor sees it."""

    def text_of(path):
        response = client_of(None).get(path)
        assert response.status_code == 200
        return response.content.decode()

    return text_of


def test_front_page_shows_a_visitor_what_plays_and_whom_to_call(scene, open_page):
    DevelopmentPageFactory(title="Een nieuwe afspraak")
    LessonPageFactory(title="Een open les")
    LessonPageFactory(title="Een dichte les", closed=True)
    NewsPageFactory(title="Een bericht")
    LearningGroupFactory(name="Toegang", contact_line="Noor, 06 12345678")

    page = open_page("/")

    assert "Lokale teams leren van elkaar, en praten landelijk mee" in page
    for shown in ("Een nieuwe afspraak", "Een open les", "Een bericht", "Toegang", "Noor, 06 12345678"):
        assert shown in page
    assert scene.open_question.title in page
    assert "Een dichte les" not in page


def test_front_page_shows_the_same_as_the_lists(db, now):
    theme = Theme.objects.create(name="Veiligheid", slug="veiligheid-2")
    programme = Programme.objects.create(name="Een akkoord", slug="een-akkoord")
    newer = DevelopmentPageFactory(programme=programme, sender_name="Noor", sender_kind="board")
    newer.themes.add(theme)
    newer.save()
    DevelopmentPageFactory(superseded_by=newer)
    DevelopmentPageFactory(valid_until=timezone.localdate(now) - timedelta(days=1))
    DevelopmentPageFactory(valid_until=timezone.localdate(now))
    LessonPageFactory(group=LearningGroupFactory(name="Toegang"))
    LessonPageFactory(closed=True)
    NewsPageFactory.create_batch(4)
    roles, today = Roles(), timezone.localdate(now)

    front = front_page(roles, now)

    assert front.developments == teasers(current_developments(today)[:3], roles, today)
    assert front.lessons == teasers(newest(LessonPage).filter(closed_reason="")[:3], roles, today)
    assert front.news == teasers(newest(NewsPage)[:3], roles, today)
    assert front.developments[-1].themes == ("Veiligheid",)


def test_front_page_shows_no_development_that_lapsed_or_was_replaced(open_page):
    yesterday = timezone.localdate() - timedelta(days=1)
    newer = DevelopmentPageFactory(title="Het nieuwe akkoord")
    DevelopmentPageFactory(title="Het oude akkoord", superseded_by=newer)
    DevelopmentPageFactory(title="De regeling van vorig jaar", valid_until=yesterday)

    page = open_page("/")

    assert "Het nieuwe akkoord" in page
    assert "Het oude akkoord" not in page
    assert "De regeling van vorig jaar" not in page


def test_front_page_tells_what_was_done_when_no_question_is_open(open_page):
    now = timezone.now()
    question = QuestionFactory(
        title="Wachttijd",
        state=Question.State.COMPLETED,
        opened_at=now - timedelta(days=40),
        deadline_at=now - timedelta(days=20),
    )
    Outcome.objects.create(
        question=question, happened_on=now.date(), text="Er komt een proef.", recorded_at=now
    )

    page = open_page("/")

    assert "Dit is er met de antwoorden gedaan" in page
    assert "Er komt een proef." in page


def test_front_page_keeps_a_question_for_members_from_a_visitor(scene, open_page):
    Question.objects.update(is_public=False)

    assert scene.open_question.title not in open_page("/")


def test_front_page_leads_a_member_to_her_overview(scene, client_of):
    assert 'href="/mijn/"' in client_of(scene.participant).get("/").content.decode()


def test_replaced_development_leads_to_what_came_in_its_place(open_page):
    newer = DevelopmentPageFactory(title="Het nieuwe akkoord")
    older = DevelopmentPageFactory(title="Het oude akkoord", superseded_by=newer)

    page = open_page(older.address)

    assert "Achterhaald door" in page
    assert newer.address in page


def test_section_is_narrowed_by_theme_and_programme(open_page):
    safety = Theme.objects.create(name="Veiligheid", slug="veiligheid")
    youth = Programme.objects.create(name="Hervormingsagenda Jeugd", slug="jeugd")
    DevelopmentPageFactory(title="Beide", themes=[safety], programme=youth)
    DevelopmentPageFactory(title="Alleen thema", themes=[safety])
    DevelopmentPageFactory(title="Geen van beide")

    by_theme = open_page("/ontwikkelingen/?thema=veiligheid")
    by_both = open_page("/ontwikkelingen/?thema=veiligheid&programma=jeugd")
    by_nonsense = open_page("/ontwikkelingen/?thema=bestaat-niet&pagina=veel")

    assert "Beide" in by_theme
    assert "Alleen thema" in by_theme
    assert "Geen van beide" not in by_theme
    assert "Alleen thema" not in by_both
    assert "Geen van beide" in by_nonsense


def test_section_goes_on_on_a_second_page(open_page):
    for number in range(13):
        NewsPageFactory(title=f"Bericht nummer {number}.")

    first, second = open_page("/nieuws/"), open_page("/nieuws/?pagina=2")

    assert first.count("Bericht nummer") == 12
    assert second.count("Bericht nummer") == 1


def test_page_says_its_one_address_and_what_it_is_about(open_page, settings):
    news = NewsPageFactory(lead="In één zin.")

    page = open_page(news.address)

    assert f'<link rel="canonical" href="{settings.SITE_URL}{news.address}">' in page
    assert '<meta name="description" content="In één zin.">' in page


def test_search_engines_hear_of_open_pages_only(open_page):
    lesson = LessonPageFactory()
    closed = LessonPageFactory(closed=True)

    sitemap = open_page("/sitemap.xml")

    assert lesson.address in sitemap
    assert closed.address not in sitemap
    assert "/sitemap.xml" in open_page("/robots.txt")


def fill(count):
    """Write so many of everything that lists show."""
    theme, _ = Theme.objects.get_or_create(name="Veiligheid", slug="veiligheid")
    programme, _ = Programme.objects.get_or_create(name="Jeugd", slug="jeugd")
    for _ in range(count):
        group = LearningGroupFactory()
        NewsPageFactory(themes=[theme])
        DevelopmentPageFactory(themes=[theme], programme=programme)
        LessonPageFactory(themes=[theme], group=group)


@pytest.mark.parametrize("path", ["/", "/nieuws/", "/ontwikkelingen/", "/lessen/"])
def test_lists_ask_as_many_queries_for_three_as_for_one(scene, client_of, path):
    counts = []
    fill(1)
    for person in (scene.visitor, scene.participant):
        client = client_of(person)
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.append(len(asked))
    fill(2)
    for person in (scene.visitor, scene.participant):
        client = client_of(person)
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        counts.append(len(asked))

    assert counts[:2] == counts[2:]
