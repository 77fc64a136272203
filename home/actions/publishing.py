"""What follows when an editor publishes: one event, once."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page

from activity import journal
from home.indexing import index_page
from home.models import DevelopmentPage, LessonPage, NewsPage, Publication
from members.models import Member
from search import index

PUBLISHED = {
    NewsPage: "news_published",
    DevelopmentPage: "development_published",
    LessonPage: "lesson_published",
}


# Not durable: Wagtail publishes inside transactions of its own, and this belongs in them.
@transaction.atomic
def announce_publication(*, page: Page, actor: Member | None, now: datetime) -> None:
    """
    Let a page be found, and write down that an article can be read, the first time only.

    A plain page is no news. The unique row decides, so that two who publish at once tell
    readers once.
    """
    index_page(page)
    kind = PUBLISHED.get(type(page))
    if kind is None or not page.live:
        return
    _publication, is_new = Publication.objects.get_or_create(page_id=page.pk, defaults={"announced_at": now})
    if not is_new:
        return
    is_closed = isinstance(page, LessonPage) and not page.is_open
    audience = journal.MEMBERS if is_closed else journal.PUBLIC
    journal.record(kind, page, audience=audience, actor=actor, now=now)


@transaction.atomic
def withdraw_publication(*, page: Page) -> None:
    """Take back what was written of an article that is offline; back online it is news again."""
    index.drop(page)
    if type(page) in PUBLISHED:
        Publication.objects.filter(page=page).delete()
        journal.retract(page)
