"""The pages that list other pages: the front page and the sections."""

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

from home.models.articles import NewsPage
from home.models.base import ArticlePage, PortalPage
from home.models.developments import DevelopmentPage
from home.models.knowledge import KnowledgePage
from home.models.lessons import LessonPage
from home.queries.former import new_address
from home.queries.front import front_page
from home.queries.library import library
from home.queries.programmes import programme_list
from home.queries.sections import section as section_page
from privacy.rules import EDITORIAL


class FrontPage(PortalPage):
    """The page at ``/`` and the root of the site (*voorpagina*)."""

    privacy = {"sender_name": EDITORIAL, "mission": EDITORIAL, "intro": EDITORIAL}

    mission = models.CharField("missie in één zin", max_length=160)
    intro = models.TextField("inleiding", max_length=500, blank=True)

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("mission"),
        FieldPanel("intro"),
        PortalPage.sender_panel,
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = "voorpagina"
        verbose_name_plural = "voorpagina's"

    @property
    def description(self) -> str:
        """The mission, unless search engines get words of their own."""
        return self.search_description or self.mission

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add what plays now."""
        front = front_page(request.roles, timezone.now())
        return super().get_context(request, *args, **kwargs) | {"front": front}

    def serve(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Show the front page, or lead who follows a link with a number (``/?p=123``) to what it became."""
        if address := new_address(request.GET):
            return HttpResponsePermanentRedirect(address)
        return super().serve(request, *args, **kwargs)


class SectionPage(PortalPage):
    """The list of one kind of article, narrowed by theme or programme."""

    lists: type[ArticlePage]

    intro = models.TextField("inleiding", max_length=400, blank=True)

    content_panels = [*PortalPage.content_panels, FieldPanel("intro"), PortalPage.sender_panel]
    parent_page_types = ["home.FrontPage"]
    max_count = 1

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """The introduction, unless search engines get words of their own."""
        return self.search_description or self.intro

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add the articles that the reader asked for."""
        section = section_page(self.lists, request.roles, request.GET, timezone.localdate())
        context = {"section": section, "canonical": self.canonical + section.words}
        return super().get_context(request, *args, **kwargs) | context


class NewsIndexPage(SectionPage):
    """The list of news at ``/nieuws/``."""

    privacy = {"sender_name": EDITORIAL, "intro": EDITORIAL}

    lists = NewsPage
    subpage_types = ["home.NewsPage"]
    template = "home/section_page.html"

    class Meta:
        verbose_name = "nieuws"
        verbose_name_plural = "nieuws"


class DevelopmentIndexPage(SectionPage):
    """The list of national developments at ``/ontwikkelingen/``."""

    privacy = {"sender_name": EDITORIAL, "intro": EDITORIAL}

    lists = DevelopmentPage
    subpage_types = ["home.DevelopmentPage"]
    template = "home/development_index_page.html"

    class Meta:
        verbose_name = "ontwikkelingen"
        verbose_name_plural = "ontwikkelingen"

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Lead with the programmes, until the reader asks for a part."""
        context = super().get_context(request, *args, **kwargs)
        if not context["section"].is_narrowed:
            context["programmes"] = programme_list(request.roles, timezone.localdate())
        return context


class LibraryPage(SectionPage):
    """A list that is narrowed by theme, programme, region and kind of team."""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add what the reader asked for, and the one address under which it stands."""
        found = library(self.lists, request.roles, request.GET, timezone.localdate())
        context = super(SectionPage, self).get_context(request, *args, **kwargs)
        return context | {"library": found, "canonical": self.canonical + found.words}


class LessonIndexPage(LibraryPage):
    """The list of lessons at ``/lessen/``."""

    privacy = {"sender_name": EDITORIAL, "intro": EDITORIAL}

    lists = LessonPage
    subpage_types = ["home.LessonPage"]
    template = "home/library_page.html"

    class Meta:
        verbose_name = "lessen"
        verbose_name_plural = "lessen"


class KnowledgeIndexPage(LibraryPage):
    """The list of what others made, at ``/kennis/``."""

    privacy = {"sender_name": EDITORIAL, "intro": EDITORIAL}

    lists = KnowledgePage
    subpage_types = ["home.KnowledgePage"]
    template = "home/library_page.html"

    class Meta:
        verbose_name = "kennis van buiten (lijst)"
        verbose_name_plural = "kennis van buiten (lijst)"
