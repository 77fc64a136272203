"""Lessons: what learning groups learned."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from home.blocks import LessonBodyBlock
from home.models.base import ArticlePage, PortalPage
from home.models.sharing import Shared, SharedPageForm
from home.permissions import may_read
from home.queries.practices import (
    FIRST_PRACTICES,
    FIRST_TAKEAWAYS,
    Shelves,
    practices_beside,
    shelves_of,
    takeaways_of,
)
from learninggroups.permissions import may_see_thread
from privacy.rules import EDITORIAL
from ui.fields import StreamField


class AwaitsConsent(Exception):
    """A writer has not said yet whether her words may stand in this lesson; ``lesson`` is which."""

    def __init__(self, lesson: "LessonPage"):
        super().__init__(lesson.title)
        self.lesson = lesson


class LessonPage(Shared, ArticlePage):
    """
    What a learning group learned (*les*): open, unless somebody gives a reason.

    Whoever may not read a closed lesson sees that it exists, why it is closed and whom
    to ask; never a wall to sign in at.
    """

    privacy = {
        "sender_name": EDITORIAL,
        "lead": EDITORIAL,
        "team_kinds": EDITORIAL,
        "body": EDITORIAL,
        "origin": EDITORIAL,
        "closed_reason": EDITORIAL,
        "contact_line": EDITORIAL,
    }

    shown_with = ("group", "programme")

    body = StreamField(LessonBodyBlock(), verbose_name="tekst")
    group = models.ForeignKey(
        "learninggroups.LearningGroup",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name="uit de leergroep",
    )
    # Written down from this thread; who may see that finds the way back.
    thread = models.ForeignKey(
        "learninggroups.Thread",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="lessons",
        verbose_name="uit het gesprek",
    )
    themes = ParentalManyToManyField(
        "themes.Theme", blank=True, related_name="lessons", verbose_name="thema's"
    )
    programme = models.ForeignKey(
        "themes.Programme",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="lessons",
        verbose_name="landelijk programma",
    )
    regions = ParentalManyToManyField(
        "members.Region", blank=True, related_name="lessons", verbose_name="regio's"
    )
    origin = models.CharField(
        "waar komt deze les vandaan",
        max_length=200,
        blank=True,
        help_text="Bijvoorbeeld: een gesprek in leergroep Toegang, of een bijeenkomst in Assen.",
    )
    learned_on = models.DateField(
        "datum van de les",
        null=True,
        blank=True,
        help_text="Wanneer jullie dit leerden. Leeg betekent: de dag waarop de les online kwam.",
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
        *PortalPage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        PortalPage.sender_panel,
        MultiFieldPanel(
            [
                FieldPanel("group"),
                FieldPanel("contact_line"),
                FieldPanel("programme"),
                FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
                FieldPanel("regions", widget=forms.CheckboxSelectMultiple),
            ],
            heading="Waar hoort het bij",
        ),
        MultiFieldPanel(
            [FieldPanel("origin"), FieldPanel("learned_on"), *Shared.shared_panels],
            heading="Waar komt het vandaan, en wie mag ermee verder",
        ),
        FieldPanel("closed_reason", heading="Open, tenzij"),
    ]
    search_fields = [
        *ArticlePage.search_fields,
        index.SearchField("body"),
        index.FilterField("closed_reason"),
    ]
    parent_page_types = ["home.LessonIndexPage"]
    base_form_class = SharedPageForm

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

    def save(self, clean: bool = True, **options) -> None:
        """
        Save the page; online it goes only when every writer has answered.

        Whatever way a page is published, it ends here.

        :raises AwaitsConsent: when somebody has not.
        """
        if clean and self.live:
            self.require_answers()
        super().save(clean=clean, **options)

    def publish(self, revision, **options) -> None:
        """
        Publish or schedule a revision.

        :raises AwaitsConsent: at once, rather than when the moment of a scheduled page has come.
        """
        revision.as_object().require_answers()
        super().publish(revision, **options)

    def require_answers(self) -> None:
        """
        Refuse to go on while a passage in this text has no answer.

        :raises AwaitsConsent: when there is one.
        """
        # A page that is made just now, such as a copy, has no passages of its own.
        if self.pk and self.passage_ids and self.passages.pending().filter(pk__in=self.passage_ids).exists():
            raise AwaitsConsent(self)

    @property
    def passage_ids(self) -> list[int]:
        """The passages in this text, in their order."""
        return [block["value"] for block in self.body.raw_data if block["type"] == "passage"]

    def quoted_words(self) -> list[str]:
        """Return the passages in this text that may be shown now, for who makes them findable."""
        if not self.passage_ids:
            return []
        quoted = self.passages.filter(pk__in=self.passage_ids).with_sources()
        return [passage.words for passage in quoted if passage.is_shown]

    @property
    def day(self) -> date | None:
        """When it was learned, or else when it came online."""
        return self.learned_on or (self.first_published_at and timezone.localdate(self.first_published_at))

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
        elif self.passage_ids and not request.user.is_authenticated:
            # Who takes her words back is out of every copy that a browser or proxy kept; of what
            # is shown to who is signed in, none is.
            patch_cache_control(response, no_cache=True)
        return response

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Add the passages that may be shown, and the thread for who may see that."""
        quoted = self.passages.with_sources() if self.passage_ids else []
        passages = {passage.pk: passage for passage in quoted if passage.is_shown}
        own, shelves = request.roles.member_id, shelves_of(self)
        context = {
            "passages": passages,
            "thread": self._thread_for(request.roles),
            **self._beside(request.roles, shelves),
            "themes": shelves.themes,
            "regions": shelves.regions,
            "is_quoted": own is not None and own in {passage.author_id for passage in passages.values()},
        }
        return super().get_context(request, *args, **kwargs) | context

    def get_preview_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """Show an editor where words will stand of which the writer has not answered yet."""
        passages = {passage.pk: passage for passage in self.passages.with_sources()}
        # What was chosen just now is not in the tables yet.
        places = {"themes": list(self.themes.all()), "regions": list(self.regions.all())}
        context = {"passages": passages, "is_preview": True, **places}
        return super().get_preview_context(request, *args, **kwargs) | context

    def _beside(self, roles, shelves: Shelves) -> dict:
        """What others put beside it: the first of it, and whether there is more."""
        if not may_read(roles, self):
            return {}
        practices = practices_beside(self, roles) if shelves.has_practices else []
        takeaways = list(takeaways_of(self)[: FIRST_TAKEAWAYS + 1]) if shelves.has_takeaways else []
        return {
            "practices": practices[:FIRST_PRACTICES],
            "has_more_practices": len(practices) > FIRST_PRACTICES,
            "takeaways": takeaways[:FIRST_TAKEAWAYS],
            "has_more_takeaways": len(takeaways) > FIRST_TAKEAWAYS,
            "may_share_practice": bool(roles.organization_ids),
        }

    def _thread_for(self, roles):
        thread = self.thread
        return thread if thread and may_see_thread(roles, thread) else None

    def get_template(self, request: HttpRequest, *args, **kwargs) -> str:
        """A stranger gets another page, in which the text is not."""
        return "home/lesson_page.html" if may_read(request.roles, self) else "home/lesson_closed.html"

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        """Search engines are told of open lessons only."""
        return super().get_sitemap_urls(request) if self.is_open else []
