"""What publishing writes down: one event per article, not one per edit."""

from datetime import timedelta

from django.utils import timezone

from activity.models import Event
from tests.factories.home import (
    ContentPageFactory,
    DevelopmentPageFactory,
    LessonPageFactory,
    NewsPageFactory,
)


def events_of(page):
    """Return kind and audience of what was written of a page."""
    return list(Event.objects.filter(subject_id=page.pk).values_list("kind", "audience"))


def publish(page, by=None):
    page.save_revision(user=by).publish(user=by)


def test_publishing_writes_one_event_however_often_it_is_edited(scene):
    news = NewsPageFactory(live=False)

    publish(news, by=scene.programme_team)
    publish(news, by=scene.programme_team)

    assert events_of(news) == [("news_published", "public")]
    assert Event.objects.get(subject_id=news.pk).actor == scene.programme_team


def test_unpublishing_takes_the_event_back_and_publishing_again_writes_it_again(db):
    development = DevelopmentPageFactory(live=False)
    publish(development)

    development.refresh_from_db()
    development.unpublish()
    offline = events_of(development)
    publish(development)

    assert offline == []
    assert events_of(development) == [("development_published", "public")]


def test_closed_lesson_is_news_for_members_only(db):
    lesson = LessonPageFactory(live=False, closed=True)

    publish(lesson)

    assert events_of(lesson) == [("lesson_published", "members")]


def test_plain_page_is_no_news(db):
    page = ContentPageFactory(live=False)

    publish(page)

    assert not Event.objects.exists()


def test_deleting_takes_the_event_back(db):
    news = NewsPageFactory(live=False)
    publish(news)
    news.refresh_from_db()

    news.delete()

    assert not Event.objects.exists()


def test_scheduled_page_is_no_news_until_its_moment(db):
    news = NewsPageFactory(live=False)
    news.go_live_at = timezone.now() + timedelta(hours=1)

    publish(news)

    news.refresh_from_db()
    assert not news.live
    assert events_of(news) == []
