"""Two thousand posts with everything that is wrong with real ones: within a minute, and twice."""

import io
import time

from django.core.management import call_command
from wagtail.models import Page

from home.models import ImportedPage, NewsPage
from tests.home.wordpress import write_large_export, write_media

POSTS, PAGES = 2000, 40
IN_THE_BIN = POSTS // 40
SECONDS = 60


def bring_in(*arguments) -> tuple[float, str]:
    """Return how long it kept a processor busy, for other tests run beside this one, and the report."""
    said = io.StringIO()
    started = time.process_time()
    call_command("import_wordpress", *map(str, arguments), stdout=said)
    return time.process_time() - started, said.getvalue()


def test_two_thousand_posts_come_in_within_a_minute_and_never_twice(db, tmp_path):
    export = write_large_export(tmp_path / "export.xml", POSTS)
    media = write_media(tmp_path / "uploads")
    before = Page.objects.count()

    first, report = bring_in(export, "--media", media)
    once = Page.objects.count()
    second, _ = bring_in(export, "--media", media)

    assert once == Page.objects.count() == before + PAGES + POSTS - IN_THE_BIN
    assert ImportedPage.objects.filter(page__isnull=False).count() == PAGES + POSTS - IN_THE_BIN
    assert NewsPage.objects.filter(live=True).count() == POSTS * 36 // 40
    assert Page.find_problems() == ([], [], [], [], [])
    assert "8000 duizend tekens" in report
    assert max(first, second) <= SECONDS
