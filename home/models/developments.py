"""National developments: what plays, until when it holds, and where it can be read in full."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Orderable
from wagtail.search import index

from home.models.base import ArticlePage, PortalPage
from home.permissions import may_ask
from home.queries.around import around
from privacy.rules import EDITORIAL

RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]


class DevelopmentPage(ArticlePage):
    """
    A summary of a national development (*ontwikkeling*).

    What it is, why it matters for local teams, what we ask of them, and where it can be
    read; until when it holds, and what came in its place.
    """

    privacy = {
        "sender_name": EDITORIAL,
        "lead": EDITORIAL,
        "what": EDITORIAL,
        "importance": EDITORIAL,
        "ask": EDITORIAL,
    }

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
        *PortalPage.content_panels,
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
        """Add whether this still holds, what stands around it and where to read on."""
        now = timezone.now()
        return super().get_context(request, *args, **kwargs) | {
            "themes": list(self.themes.all()),
            "around": around(request.roles, self, now),
            "has_lapsed": self.has_lapsed(timezone.localdate(now)),
            "sources": self.sources.all(),
            "may_ask": may_ask(request.roles, self),
        }

    @property
    def is_revised(self) -> bool:
        """Whether it was published again on a later day."""
        first, last = self.first_published_at, self.last_published_at
        return bool(first and last and timezone.localdate(first) < timezone.localdate(last))


class Source(Orderable):
    """Where a development can be read in full (*bron*)."""

    privacy = {"label": EDITORIAL, "url": EDITORIAL}

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
