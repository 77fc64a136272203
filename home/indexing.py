"""What search is told of the pages that editors publish."""

from django.db.models import QuerySet

from home.models import (
    ContentPage,
    DevelopmentPage,
    Enquiry,
    KnowledgePage,
    LessonPage,
    NewsPage,
    PortalPage,
)
from search import index, stems

FOUND = (NewsPage, DevelopmentPage, LessonPage, KnowledgePage, ContentPage)
# The fields with the text of each, besides its lead.
TEXTS = {
    DevelopmentPage: ("what", "importance", "ask"),
    KnowledgePage: ("reading",),
}


def index_page(page: PortalPage) -> None:
    """Let a page be found by what it says, once it is live; offline it is found no more."""
    if type(page) in FOUND:
        index.put_subjects(SOURCES_OF[type(page)], [page.pk])


def text_of(page: PortalPage) -> str:
    """Return what a page says below its title, as plain text."""
    fields = [type(page)._meta.get_field(name) for name in TEXTS.get(type(page), ("body",))]
    texts = [text for field in fields for text in field.get_searchable_content(field.value_from_object(page))]
    # A passage is no text of the page: whether it may be shown is asked anew.
    quoted = page.quoted_words() if isinstance(page, LessonPage) else []
    makers = [page.made_by, page.publisher] if isinstance(page, KnowledgePage) else []
    return stems.bare(" ".join([getattr(page, "lead", ""), *texts, *quoted, *makers]))


def page_record(page: PortalPage) -> index.Record | None:
    """Return what is to be found of a page, or None when it is offline."""
    if not page.live or page.first_published_at is None:
        return None
    is_open = not isinstance(page, LessonPage) or page.is_open
    themes = page.themes.all() if hasattr(page, "themes") else ()
    return index.Record.of(
        page,
        openness=index.OPEN if is_open else index.MEMBERS,
        themes=tuple(theme.pk for theme in themes),
        title=page.title,
        text=text_of(page),
        at=page.first_published_at,
    )


def index_enquiry(pk: int) -> None:
    """Let a question about a development be found by what it says now, and by its answer."""
    index.put_subjects(ENQUIRIES, [pk])


def enquiry_record(enquiry: Enquiry) -> index.Record | None:
    """Return what is to be found of a question about a development, or None when it is hidden."""
    if enquiry.hidden_at is not None:
        return None
    is_named = enquiry.naming == Enquiry.Naming.NAMED
    return index.Record.of(
        enquiry,
        openness=index.OPEN if enquiry.is_public else index.MEMBERS,
        # PRIVACY: by the name of who asked it is found only if it shows that name.
        author=enquiry.asker_id if is_named else None,
        themes=tuple(theme.pk for theme in enquiry.page.themes.all()),
        text=f"{enquiry.text} {enquiry.answer}",
        at=enquiry.asked_at,
    )


def _source(model: type[PortalPage]) -> index.Source:
    def subjects() -> QuerySet:
        pages = model.objects.exclude(first_published_at=None)
        return pages.prefetch_related("themes") if hasattr(model, "themes") else pages

    return index.Source(model=model, subjects=subjects, at="first_published_at", record=page_record)


SOURCES_OF = {model: _source(model) for model in FOUND}
ENQUIRIES = index.Source(
    model=Enquiry,
    subjects=lambda: Enquiry.objects.select_related("page").prefetch_related("page__themes"),
    at="asked_at",
    record=enquiry_record,
)
SOURCES = (*SOURCES_OF.values(), ENQUIRIES)
