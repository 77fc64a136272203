"""The texts themselves: news, national developments, lessons and plain pages."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page
from wagtail.search import index

from home.blocks import BodyBlock
from home.models.base import ArticlePage, PortalPage
from home.permissions import may_read
from ui.fields import StreamField

RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]


class ContentPage(PortalPage):
    """A plain page that stays: about, privacy, accessibility, contact (*gewone pagina*)."""

    body = StreamField(BodyBlock(), verbose_name="tekst")

    content_panels = [*Page.content_panels, FieldPanel("body"), PortalPage.sender_panel]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    parent_page_types = ["home.FrontPage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]

    class Meta:
        verbose_name = "gewone pagina"
        verbose_name_plural = "gewone pagina's"


class NewsPage(ArticlePage):
    """An item of news (*nieuws*)."""

    body = StreamField(BodyBlock(), verbose_name="tekst")
    themes = ParentalManyToManyField("themes.Theme", blank=True, related_name="news", verbose_name="thema's")

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        PortalPage.sender_panel,
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
    ]
    search_fields = [*ArticlePage.search_fields, index.SearchField("body")]
    parent_page_types = ["home.NewsIndexPage"]

    class Meta:
        verbose_name = "nieuwsbericht"
        verbose_name_plural = "nieuwsberichten"


class DevelopmentPage(ArticlePage):
    """
    A summary of a national development (*ontwikkeling*).

    What it is, why it matters for local teams, what we ask of them, and where it can be
    read; until when it holds, and what came in its place.
    """

    what = RichTextField("wat is er aan de hand", features=RICH_TEXT)
    importance = RichTextField("waarom doet het ertoe voor lokale teams", features=RICH_TEXT)
    ask = RichTextField("wat vragen we van je", features=RICH_TEXT, blank=True)
    programme = models.ForeignKey(
        "themes.Programme",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="developments",
        verbose_name="landelijk programma",
    )
    themes = ParentalManyToManyField(
        "themes.Theme", blank=True, related_name="developments", verbose_name="thema's"
    )
    valid_until = models.DateField("geldig tot", null=True, blank=True)
    superseded_by = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name="achterhaald door",
        help_text="Lezers zien dan bovenaan dat er iets nieuwers is.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("what"),
        FieldPanel("importance"),
        FieldPanel("ask"),
        InlinePanel("sources", heading="Bronnen", label="bron"),
        PortalPage.sender_panel,
        MultiFieldPanel(
            [
                FieldPanel("programme"),
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("valid_until"),
                FieldPanel("superseded_by"),
            ],
            heading="Waar hoort het bij, en hoe lang geldt het",
        ),
    ]
    search_fields = [
        *ArticlePage.search_fields,
        index.SearchField("what"),
        index.SearchField("importance"),
        index.SearchField("ask"),
    ]
    parent_page_types = ["home.DevelopmentIndexPage"]

    class Meta:
        verbose_name = "ontwikkeling"
        verbose_name_plural = "ontwikkelingen"

    def clean(self):
        """Refuse a page that would replace itself."""
        super().clean()
        if self.pk and self.superseded_by_id == self.pk:
            raise ValidationError(
                {"superseded_by": "Een ontwikkeling kan niet door zichzelf achterhaald zijn."}
            )

    def has_lapsed(self, today: date) -> bool:
        """Whether the day until which this holds has passed."""
        return self.valid_until is not None and self.valid_until < today

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add whether this still holds, what came in its place and where to read on."""
        successor = self.superseded_by
        return super().get_context(request, *args, **kwargs) | {
            "successor": successor if successor and successor.live else None,
            "has_lapsed": self.has_lapsed(timezone.localdate()),
            "sources": self.sources.all(),
        }


class Source(Orderable):
    """Where a development can be read in full (*bron*)."""

    page = ParentalKey(
        DevelopmentPage, on_delete=models.CASCADE, related_name="sources", verbose_name="ontwikkeling"
    )
    label = models.CharField("naam van de bron", max_length=200)
    url = models.URLField("adres", max_length=500)
    published_on = models.DateField("datum van de bron", null=True, blank=True)

    panels = [FieldPanel("label"), FieldPanel("url"), FieldPanel("published_on")]

    class Meta(Orderable.Meta):
        verbose_name = "bron"
        verbose_name_plural = "bronnen"

    def __str__(self):
        return self.label


class LessonPage(ArticlePage):
    """
    What a learning group learned (*les*): open, unless somebody gives a reason.

    Whoever may not read a closed lesson sees that it exists, why it is closed and whom
    to ask; never a wall to sign in at.
    """

    body = StreamField(BodyBlock(), verbose_name="tekst")
    group = models.ForeignKey(
        "learninggroups.LearningGroup",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name="uit de leergroep",
    )
    themes = ParentalManyToManyField(
        "themes.Theme", blank=True, related_name="lessons", verbose_name="thema's"
    )
    closed_reason = models.CharField(
        "alleen voor leden, omdat",
        max_length=300,
        blank=True,
        help_text="Leeg betekent: iedereen mag deze les lezen. De reden is voor iedereen te zien.",
    )
    contact_line = models.CharField(
        "wie kun je erover bellen of mailen",
        max_length=200,
        blank=True,
        help_text="Leeg betekent: de contactpersoon van de leergroep.",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        PortalPage.sender_panel,
        MultiFieldPanel(
            [
                FieldPanel("group"),
                FieldPanel("contact_line"),
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
            ],
            heading="Waar hoort het bij",
        ),
        FieldPanel("closed_reason", heading="Open, tenzij"),
    ]
    search_fields = [
        *ArticlePage.search_fields,
        index.SearchField("body"),
        index.FilterField("closed_reason"),
    ]
    parent_page_types = ["home.LessonIndexPage"]

    class Meta:
        verbose_name = "les"
        verbose_name_plural = "lessen"

    def clean(self):
        """A closed lesson must say whom to ask."""
        super().clean()
        self.closed_reason = self.closed_reason.strip()
        if self.closed_reason and not self.whom_to_ask:
            raise ValidationError(
                {"contact_line": "Deze les is niet open. Schrijf hier wie lezers kunnen vragen."}
            )

    @property
    def is_open(self) -> bool:
        """Open unless a reason is given."""
        return not self.closed_reason

    @property
    def whom_to_ask(self) -> str:
        """The contact of the lesson itself, or of the group it comes from."""
        return self.contact_line or (self.group.contact_line if self.group else "")

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Show the lesson, or to a stranger why it is closed; what only members read is kept nowhere."""
        response = super().serve(request, *args, **kwargs)
        if not self.is_open:
            patch_cache_control(response, private=True, no_store=True)
        return response

    def get_template(self, request: HttpRequest, *args, **kwargs) -> str:
        """A stranger gets another page, in which the text is not."""
        return "home/lesson_page.html" if may_read(request.roles, self) else "home/lesson_closed.html"

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        """Search engines are told of open lessons only."""
        return super().get_sitemap_urls(request) if self.is_open else []
