"""Where pages may stand, what they refuse, and how they look."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import Page
from wagtail.test.utils import WagtailPageTestCase

from home.models import (
    ContentPage,
    DevelopmentIndexPage,
    DevelopmentPage,
    FrontPage,
    KnowledgeIndexPage,
    KnowledgePage,
    LessonIndexPage,
    LessonPage,
    NewsIndexPage,
    NewsPage,
    PortalPage,
)
from tests.factories.home import (
    ContentPageFactory,
    DevelopmentPageFactory,
    KnowledgePageFactory,
    LessonPageFactory,
    NewsPageFactory,
)
from tests.factories.learninggroups import LearningGroupFactory


class PageTreeTests(WagtailPageTestCase):
    """Wagtail brings these assertions as methods of a test case."""

    def test_every_kind_stands_in_one_place(self):
        assert PortalPage.__subclasses__()
        self.assertAllowedParentPageTypes(FrontPage, {Page})
        self.assertAllowedParentPageTypes(NewsPage, {NewsIndexPage})
        self.assertAllowedParentPageTypes(DevelopmentPage, {DevelopmentIndexPage})
        self.assertAllowedParentPageTypes(LessonPage, {LessonIndexPage})
        self.assertAllowedParentPageTypes(KnowledgePage, {KnowledgeIndexPage})
        self.assertAllowedParentPageTypes(ContentPage, {FrontPage, ContentPage})
        for leaf in (NewsPage, DevelopmentPage, LessonPage, KnowledgePage):
            self.assertAllowedSubpageTypes(leaf, {})

    def test_every_page_can_be_opened(self):
        pages = [
            *FrontPage.objects.all(),
            *NewsIndexPage.objects.all(),
            *DevelopmentIndexPage.objects.all(),
            *LessonIndexPage.objects.all(),
            *KnowledgeIndexPage.objects.all(),
            *ContentPage.objects.all(),
            NewsPageFactory(),
            DevelopmentPageFactory(),
            LessonPageFactory(),
            LessonPageFactory(closed=True),
            KnowledgePageFactory(),
        ]

        assert len(pages) == 14
        for page in pages:
            self.assertPageIsRoutable(page)
            self.assertPageIsRenderable(page)


@pytest.mark.parametrize(
    "name",
    [
        "de leden",
        "Namens de leden",
        "alle leden",
        "Leden",
        "onze leden",
        "de leden van de Associatie",
        "De achterban",
    ],
)
def test_sender_that_speaks_for_all_members_is_refused(db, name):
    page = ContentPageFactory()
    page.sender_kind, page.sender_name = PortalPage.SenderKind.EXTERNAL, name

    with pytest.raises(ValidationError) as refusal:
        page.full_clean()

    assert list(refusal.value.message_dict) == ["sender_name"]


@pytest.mark.parametrize(
    ("kind", "name", "shown"),
    [
        ("programme_team", "", "het programmateam"),
        ("board", "", "leden van het bestuur"),
        ("board", "Een bestuurslid", "Een bestuurslid (bestuur)"),
        ("learning_group", "Veiligheid", "leergroep Veiligheid"),
        ("organization", "Wijkteam Oost", "Wijkteam Oost"),
    ],
)
def test_sender_is_said_in_words(db, kind, name, shown):
    page = ContentPageFactory()
    page.sender_kind, page.sender_name = kind, name

    page.full_clean()

    assert page.sender == shown


def test_person_without_a_name_is_refused(db):
    page = ContentPageFactory()
    page.sender_kind = PortalPage.SenderKind.PERSON

    with pytest.raises(ValidationError, match="van wie deze tekst is"):
        page.full_clean()


def test_closed_lesson_says_whom_to_ask(db):
    lesson = LessonPageFactory()
    lesson.closed_reason = "Een gezin is herkenbaar."

    with pytest.raises(ValidationError) as refusal:
        lesson.full_clean()
    lesson.group = LearningGroupFactory(contact_line="Bea, 06 12345678")
    lesson.full_clean()

    assert list(refusal.value.message_dict) == ["contact_line"]
    assert lesson.whom_to_ask == "Bea, 06 12345678"


def test_development_is_not_replaced_by_itself(db):
    development = DevelopmentPageFactory()
    development.superseded_by = development

    with pytest.raises(ValidationError, match="zichzelf"):
        development.full_clean()
