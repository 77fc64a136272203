"""Following what is published with a feed reader, and whom to tell of a leak."""

from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests.factories.home import DevelopmentPageFactory, LessonPageFactory, NewsPageFactory
from tests.factories.meetings import MeetingFactory
from tests.factories.themes import ThemeFactory

ATOM = "{http://www.w3.org/2005/Atom}"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [NewsPageFactory, DevelopmentPageFactory, LessonPageFactory])
def test_feed_holds_what_everybody_may_read(client_of, factory):
    theme = ThemeFactory(name="Veiligheid", slug="veiligheid")
    shown = factory(title="Over <b>veiligheid</b> & meer", themes=[theme])
    other = factory(title="Over wonen")
    hidden = factory(live=False)
    section = shown.address.strip("/").split("/")[0]

    everything = client_of(None).get(f"/{section}/feed/").content
    of_theme = client_of(None).get(f"/{section}/feed/?thema=veiligheid").content

    entries = ElementTree.fromstring(everything).iter(f"{ATOM}entry")  # noqa: S314 - we wrote it
    titles = [entry.findtext(f"{ATOM}title") for entry in entries]
    assert titles == ["Over wonen", "Over <b>veiligheid</b> & meer"]
    assert hidden.address.encode() not in everything
    assert other.address.encode() not in of_theme
    assert client_of(None).get(f"/{section}/feed/?thema=andere").status_code == 404


def test_closed_lesson_stays_out_of_the_feed(client_of):
    closed = LessonPageFactory(closed=True)

    assert closed.title.encode() not in client_of(None).get("/lessen/feed/").content


def test_feed_of_meetings_says_what_is_off(client_of, now):
    MeetingFactory(title="Middag over wonen", cancelled_at=now)
    MeetingFactory(title="Voor leden", openness="members")

    feed = client_of(None).get("/bijeenkomsten/feed/").content.decode()

    assert "Gaat niet door: Middag over wonen" in feed
    assert "Voor leden" not in feed


def test_it_says_whom_to_tell_of_a_leak(client_of, settings):
    words = client_of(None).get("/.well-known/security.txt").content.decode()

    fields = dict(line.split(": ", 1) for line in words.splitlines())
    assert fields["Contact"] == f"{settings.SITE_URL}/contact/"
    until = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=170) < until - timezone.now() < timedelta(days=365)
