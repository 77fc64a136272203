"""Every feed of the portal, read by feedparser: sound, with names that stay and dates that say their zone."""

import re

import feedparser

from home.models.articles import NewsPage
from learninggroups.models import LearningGroup
from meetings.models import Meeting
from tests.factories.home import DevelopmentPageFactory, LessonPageFactory, NewsPageFactory
from tests.factories.learninggroups import PostFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.themes import ProgrammeFactory, ThemeFactory

TITLE = "Over <b>rust</b> & “moed”"
ZONED = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")


def feeds(scene) -> list[str]:
    """Return the address of each feed, after something was put in it."""
    theme, programme = ThemeFactory(slug="veiligheid"), ProgrammeFactory(slug="iza")
    for factory in (NewsPageFactory, DevelopmentPageFactory, LessonPageFactory):
        factory(title=TITLE, themes=[theme])
    MeetingFactory(title=TITLE, theme=theme, programme=programme)
    MeetingFactory(title=TITLE, programme=programme)
    LearningGroup.objects.filter(pk=scene.open_group.pk).update(openness="open")
    PostFactory(thread=scene.open_thread, openness="open", body="<p>Wij & zij</p>")
    kinds = [f"/{kind}/feed/" for kind in ("nieuws", "ontwikkelingen", "lessen", "bijeenkomsten")]
    of_theme = [f"{kind}?thema=veiligheid" for kind in kinds]
    return [
        *kinds,
        *of_theme,
        "/ontwikkelingen/programma/iza/feed/",
        f"{scene.open_group.get_absolute_url()}feed/",
    ]


def test_every_feed_is_sound_and_its_names_stay(scene, client_of):
    def read() -> dict[str, list]:
        found = {}
        for address in addresses:
            feed = feedparser.parse(client_of(None).get(address).content)
            assert (feed.bozo, feed.version, feed.feed.language) == (0, "atom10", "nl"), address
            assert feed.entries, address
            assert ZONED.fullmatch(feed.feed.updated)
            found[address] = feed.entries
        return found

    addresses = feeds(scene)
    before = read()
    for address, entries in before.items():
        assert all(ZONED.fullmatch(entry.published) and ZONED.fullmatch(entry.updated) for entry in entries)
        assert len({entry.id for entry in entries}) == len(entries), address
    assert before["/nieuws/feed/"][0].title == TITLE

    page = NewsPage.objects.get(title=TITLE)
    page.title = "Een betere kop"
    page.save_revision().publish()
    Meeting.objects.update(title="Een betere naam")
    after = read()
    for address in addresses:
        assert {entry.id for entry in after[address]} == {entry.id for entry in before[address]}
