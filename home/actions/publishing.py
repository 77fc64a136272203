"""What follows when editors publish: one event, once, and letters about lessons."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Page, Revision, TaskState

from activity import journal
from home import notifications
from home.indexing import index_page
from home.models import AwaitsConsent, DevelopmentPage, KnowledgePage, LessonPage, NewsPage, Publication
from members.models import Member
from search import index

PUBLISHED = {
    NewsPage: "news_published",
    DevelopmentPage: "development_published",
    LessonPage: "lesson_published",
    KnowledgePage: "knowledge_published",
}


# Not durable: Wagtail publishes inside transactions of its own, and this belongs in them.
@transaction.atomic
def announce_publication(*, page: Page, actor: Member | None, now: datetime) -> None:
    """
    Let a page be found, write down that an article can be read, once, and tell who is quoted in it.

    A plain page is no news. The unique row decides, so that two who publish at once tell
    readers once. Who publishes a lesson again has read it again.
    """
    index_page(page)
    kind = PUBLISHED.get(type(page))
    if kind is None or not page.live:
        return
    if isinstance(page, LessonPage):
        page.passages.fallen().update(settled_at=now)
    _publication, is_new = Publication.objects.get_or_create(page_id=page.pk, defaults={"announced_at": now})
    if not is_new:
        return
    is_closed = isinstance(page, LessonPage) and not page.is_open
    audience = journal.MEMBERS if is_closed else journal.PUBLIC
    journal.record(kind, page, audience=audience, actor=actor, now=now)
    if isinstance(page, LessonPage):
        notifications.words_published(page, now=now)


@transaction.atomic
def withdraw_publication(*, page: Page) -> None:
    """Take back what was written of an article that is offline; back online it is news again."""
    index.drop(page)
    if type(page) in PUBLISHED:
        Publication.objects.filter(page=page).delete()
        journal.retract(page)


@transaction.atomic
def return_lesson(*, task: TaskState, now: datetime) -> None:
    """Tell the facilitator who handed in a lesson what the editors ask of her."""
    lesson = task.workflow_state.content_object.specific
    if isinstance(lesson, LessonPage) and lesson.thread_id:
        notifications.lesson_returned(lesson, task.comment, number=task.pk, now=now)


@transaction.atomic(durable=True)
def hold_back_lessons(*, now: datetime) -> None:
    """
    Let no lesson that is due go online while a writer has not answered, and tell the editors.

    Such a lesson would keep every other page that is due from being published as well.
    """
    kind = ContentType.objects.get_for_model(LessonPage)
    for revision in Revision.objects.filter(content_type=kind, approved_go_live_at__lt=now).order_by("pk"):
        lesson = revision.as_object()
        try:
            lesson.require_answers()
        except AwaitsConsent:
            Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
            notifications.scheduling_held(lesson, number=revision.pk, now=now)
