"""What can be followed with a feed reader: the newest of each kind of article, and of meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils.text import capfirst

from home.models.articles import NewsPage
from home.models.base import ArticlePage
from home.models.developments import DevelopmentPage
from home.models.knowledge import KnowledgePage
from home.models.lessons import LessonPage
from home.queries.articles import newest, teasers
from home.queries.programmes import line_of
from learninggroups.queries.feeds import ANYBODY, writable
from meetings.models import Meeting
from themes.models import Programme, Theme

LONGEST_FEED = 20


@dataclass(frozen=True)
class Kind:
    """One thing to follow: what its feed is called, and where the same stands on a page."""

    title: str
    page: str
    model: type[ArticlePage] | None = None


KINDS = {
    "nieuws": Kind("Nieuws", "/nieuws/", NewsPage),
    "ontwikkelingen": Kind("Landelijke ontwikkelingen", "/ontwikkelingen/", DevelopmentPage),
    "lessen": Kind("Open lessen", "/lessen/", LessonPage),
    "kennis": Kind("Kennis van buiten", "/kennis/", KnowledgePage),
    "bijeenkomsten": Kind("Bijeenkomsten", "/bijeenkomsten/"),
}


@dataclass(frozen=True)
class Entry:
    """One article or meeting, as plain text."""

    title: str
    url: str
    by: str
    text: str
    published_at: datetime
    updated_at: datetime


def newest_entries(kind: Kind, theme: Theme | None, today: date) -> list[Entry]:
    """Return the newest that everybody may read of one kind, newest first; of one theme, or of all."""
    if kind.model is None:
        return [_of_meeting(meeting) for meeting in _newest_meetings(theme)]
    articles = newest(kind.model).public()
    if kind.model is LessonPage:
        articles = articles.filter(closed_reason="")
    if theme is not None:
        articles = articles.filter(themes=theme)
    return _of_articles(articles[:LONGEST_FEED], today)


def entries_of_programme(programme: Programme, today: date) -> list[Entry]:
    """Return what everybody may read of one programme, what was told last in front."""
    line = sorted(line_of(ANYBODY, programme, today), key=lambda moment: moment.told_at, reverse=True)
    return [
        Entry(
            title=writable(f"{capfirst(moment.kind)}: {moment.title}"),
            url=settings.SITE_URL + moment.address,
            by=writable(moment.by or settings.DEFAULT_FROM_NAME),
            text=writable(moment.text),
            published_at=moment.told_at,
            updated_at=moment.told_at,
        )
        for moment in line[:LONGEST_FEED]
    ]


def _newest_meetings(theme: Theme | None) -> Iterable[Meeting]:
    meetings = Meeting.objects.visible_to(ANYBODY).order_by("-planned_at", "-pk")
    return (meetings if theme is None else meetings.filter(theme=theme))[:LONGEST_FEED]


def _of_articles(articles: Iterable[ArticlePage], today: date) -> list[Entry]:
    return [
        Entry(
            title=writable(teaser.title),
            url=settings.SITE_URL + teaser.address,
            by=writable(teaser.sender),
            text=writable(teaser.lead),
            published_at=teaser.published_at,
            updated_at=teaser.published_at,
        )
        for teaser in teasers(articles, ANYBODY, today)
        if teaser.published_at
    ]


def _of_meeting(meeting: Meeting) -> Entry:
    state = "Gaat niet door: " if meeting.cancelled_at else ""
    return Entry(
        title=writable(state + meeting.title),
        url=settings.SITE_URL + meeting.get_absolute_url(),
        by=settings.DEFAULT_FROM_NAME,
        text=writable(meeting.about),
        published_at=meeting.planned_at,
        updated_at=meeting.changed_at,
    )
