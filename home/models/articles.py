"""The plainest texts: news, and pages that stay."""

from django import forms
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.blocks import BodyBlock
from home.models.base import ArticlePage, PortalPage
from privacy.rules import EDITORIAL
from ui.fields import StreamField

RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]


class ContentPage(PortalPage):
    """A plain page that stays: about, privacy, accessibility, contact (*gewone pagina*)."""

    privacy = {"sender_name": EDITORIAL, "body": EDITORIAL}

    body = StreamField(BodyBlock(), verbose_name="tekst")

    content_panels = [*PortalPage.content_panels, FieldPanel("body"), PortalPage.sender_panel]
    search_fields = [*Page.search_fields, index.SearchField("body")]
    parent_page_types = ["home.FrontPage", "home.ContentPage"]
    subpage_types = ["home.ContentPage"]

    class Meta:
        verbose_name = "gewone pagina"
        verbose_name_plural = "gewone pagina's"


class NewsPage(ArticlePage):
    """An item of news (*nieuws*)."""

    privacy = {"sender_name": EDITORIAL, "lead": EDITORIAL, "body": EDITORIAL}

    body = StreamField(BodyBlock(), verbose_name="tekst")
    themes = ParentalManyToManyField("themes.Theme", blank=True, related_name="news", verbose_name="thema's")

    content_panels = [
        *PortalPage.content_panels,
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
