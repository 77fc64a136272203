"""Pages, each in the section where it belongs."""

from datetime import UTC, datetime

import factory

from home.models import (
    ContentPage,
    DevelopmentIndexPage,
    DevelopmentPage,
    Enquiry,
    FrontPage,
    KnowledgeIndexPage,
    KnowledgeLink,
    KnowledgePage,
    LessonIndexPage,
    LessonPage,
    LocalPractice,
    NewsIndexPage,
    NewsPage,
    Passage,
    Takeaway,
)
from tests.factories.members import MemberFactory

PUBLISHED = datetime(2026, 11, 3, 9, tzinfo=UTC)
SECTIONS = {
    ContentPage: FrontPage,
    NewsPage: NewsIndexPage,
    DevelopmentPage: DevelopmentIndexPage,
    LessonPage: LessonIndexPage,
    KnowledgePage: KnowledgeIndexPage,
}
TEXT = [("text", "<p>Een tekst.</p>")]


class PageFactory(factory.django.DjangoModelFactory):
    """A live page below the one section of its kind."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda n: f"Pagina {n}")
    first_published_at = PUBLISHED
    last_published_at = PUBLISHED

    @classmethod
    def _create(cls, model_class, *args, themes=(), **fields):
        page = SECTIONS[model_class].objects.get().add_child(instance=model_class(**fields))
        if themes:
            page.themes.set(themes)
            page.save()
        return page


class ContentPageFactory(PageFactory):
    class Meta:
        model = ContentPage

    body = TEXT


class NewsPageFactory(PageFactory):
    class Meta:
        model = NewsPage

    lead = "Kort gezegd."
    body = TEXT


class DevelopmentPageFactory(PageFactory):
    class Meta:
        model = DevelopmentPage

    lead = "Kort gezegd."
    what = "<p>Er is een afspraak gemaakt.</p>"
    importance = "<p>Teams merken dat in hun werk.</p>"


class EnquiryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Enquiry

    page = factory.SubFactory(DevelopmentPageFactory)
    asker = factory.SubFactory(MemberFactory)
    text = "Geldt dit ook voor kleine gemeenten?"
    asked_at = PUBLISHED

    class Params:
        answered = factory.Trait(answer="Ja, voor alle gemeenten.", answered_at=PUBLISHED)
        public = factory.Trait(answered=True, is_public=True)


class LessonPageFactory(PageFactory):
    class Meta:
        model = LessonPage

    lead = "Kort geleerd."
    body = [("text", "<p>Wat wij leerden.</p>")]

    class Params:
        closed = factory.Trait(
            closed_reason="Een gezin is herkenbaar.", contact_line="Bea Begeleider, 06 12345678"
        )


class PassageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Passage

    lesson = factory.SubFactory(LessonPageFactory)
    author = factory.SelfAttribute("post.author")
    organization = factory.SelfAttribute("post.organization")
    words = "Een bericht."
    chosen_at = PUBLISHED


class KnowledgePageFactory(PageFactory):
    class Meta:
        model = KnowledgePage

    lead = "Kort gezegd."
    reading = "<p>Wat wij eruit halen.</p>"
    publisher = "Een instituut"
    source_url = "https://instituut.example/onderzoek"


class LocalPracticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LocalPractice

    lesson = factory.SubFactory(LessonPageFactory)
    what = "Wij bellen eerst."
    context = "Voor gezinnen in drie dorpen."
    contact_line = "Cor Contact, 06 12345678"
    written_at = PUBLISHED
    changed_at = PUBLISHED


class TakeawayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Takeaway

    lesson = factory.SubFactory(LessonPageFactory)
    words = "Ik bel nu eerst."
    name = "Lia Lezer"
    email = factory.Sequence(lambda n: f"lezer{n}@elders.example")
    written_at = PUBLISHED

    class Params:
        waiting = factory.Trait(state="waiting", confirmed_at=PUBLISHED)
        shown = factory.Trait(state="shown", confirmed_at=PUBLISHED, decided_at=PUBLISHED, shown_at=PUBLISHED)


class KnowledgeLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = KnowledgeLink

    page = factory.SubFactory(KnowledgePageFactory)
    why = "Dit helpt ons beginnen."
    linked_at = PUBLISHED
