"""What others found out and wrote down, with what we make of it, and which groups use it."""

from django import forms
from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.search import index

from home.models.base import ArticlePage, PortalPage
from home.models.sharing import Licence, Shared, SharedPageForm
from privacy.rules import EDITORIAL, HERS, WORDS


class KnowledgePage(Shared, ArticlePage):
    """Something worth knowing that others made (*kennis van buiten*), and our own reading of it."""

    privacy = {
        "sender_name": EDITORIAL,
        "lead": EDITORIAL,
        "team_kinds": EDITORIAL,
        "reading": EDITORIAL,
        "made_by": EDITORIAL,
        "publisher": EDITORIAL,
        "source_url": EDITORIAL,
    }

    reading = RichTextField("wat wij eruit halen, in één alinea", features=["bold", "italic", "link"])
    made_by = models.CharField("wie maakte het", max_length=200, blank=True)
    publisher = models.CharField("wie geeft het uit", max_length=160)
    made_on = models.DateField("datum van de bron", null=True, blank=True)
    source_url = models.URLField("adres van de bron", max_length=500)
    licence = models.CharField("licentie", max_length=12, choices=Licence, default=Licence.UNKNOWN)
    programme = models.ForeignKey(
        "themes.Programme",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="knowledge",
        verbose_name="landelijk programma",
    )
    themes = ParentalManyToManyField(
        "themes.Theme", blank=True, related_name="knowledge", verbose_name="thema's"
    )

    content_panels = [
        *PortalPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("reading"),
        MultiFieldPanel(
            [
                FieldPanel("made_by"),
                FieldPanel("publisher"),
                FieldPanel("made_on"),
                FieldPanel("source_url"),
                FieldPanel("licence"),
            ],
            heading="De bron",
        ),
        PortalPage.sender_panel,
        MultiFieldPanel(
            [
                FieldPanel("programme"),
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("team_kinds"),
            ],
            heading="Waar hoort het bij",
        ),
    ]
    search_fields = [
        *ArticlePage.search_fields,
        index.SearchField("reading"),
        index.SearchField("made_by"),
        index.SearchField("publisher"),
    ]
    parent_page_types = ["home.KnowledgeIndexPage"]
    base_form_class = SharedPageForm

    class Meta:
        verbose_name = "kennis van buiten"
        verbose_name_plural = "kennis van buiten"

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add the groups that use it, and why."""
        links = self.links.visible_to(request.roles).select_related("group").order_by("group__name")
        may_connect = bool(request.roles.participates)
        context = {"themes": list(self.themes.all()), "links": links, "may_connect": may_connect}
        return super().get_context(request, *args, **kwargs) | context


class LinkQuerySet(QuerySet):
    def visible_to(self, roles):
        """Who may read in the group sees what it uses, once that is published."""
        wide = ["open", "members"] if roles.is_member else ["open"]
        readable = Q(group__openness__in=wide) | Q(group__in=roles.participates)
        return self.filter(readable, page__live=True)


class KnowledgeLink(models.Model):
    """That a learning group uses outside knowledge, and why (*koppeling*)."""

    privacy = {"member": HERS, "why": WORDS}

    page = models.ForeignKey(
        KnowledgePage, models.CASCADE, related_name="links", verbose_name="kennis van buiten"
    )
    group = models.ForeignKey(
        "learninggroups.LearningGroup",
        models.CASCADE,
        related_name="knowledge_links",
        verbose_name="leergroep",
    )
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name="gekoppeld door"
    )
    why = models.CharField("waarom hebben wij hier iets aan", max_length=280)
    linked_at = models.DateTimeField("gekoppeld op")

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "koppeling"
        verbose_name_plural = "koppelingen"
        constraints = [models.UniqueConstraint(fields=["page", "group"], name="knowledge_link_once")]

    def __str__(self):
        return f"Page {self.page_id} in group {self.group_id}"
