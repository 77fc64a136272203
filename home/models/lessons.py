"""Lessons: what learning groups learned."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index

from home.blocks import BodyBlock
from home.models.base import ArticlePage, PortalPage
from home.permissions import may_read
from ui.fields import StreamField


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
