"""What every page shares: who speaks, and that readers were told of it once."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.search import index

from home.guidance import GUIDES, GuidanceLeft, Guide, GuidedForm, guidance_in, guide_panel

# Nobody speaks for all members (S2). Members of the board do speak, as such.
EVERYONE = re.compile(
    r"\b(de|alle|onze|al onze)\s+leden\b(?!\s+van\s+het\s+bestuur)|^\s*leden\s*$|\bachterban\b", re.IGNORECASE
)


def validate_sender(name: str) -> None:
    """
    Refuse a name that pretends to speak for all members.

    :raises ValidationError: with a sentence that says which names are possible.
    """
    if EVERYONE.search(name):
        raise ValidationError(
            "Niemand spreekt hier namens de leden. Noem een persoon, een organisatie, een leergroep, "
            "het programmateam, het bestuur of een andere partij.",
            code="everyone",
        )


class PortalPage(Page):
    """A page in whose name somebody speaks (*afzender*); there is no sender "de leden"."""

    class SenderKind(models.TextChoices):
        PERSON = "person", "persoon"
        ORGANIZATION = "organization", "organisatie"
        LEARNING_GROUP = "learning_group", "leergroep"
        PROGRAMME_TEAM = "programme_team", "programmateam"
        BOARD = "board", "bestuur"
        EXTERNAL = "external", "andere partij"

    # Those who may speak without a name of their own, and how that is said.
    SPEAKS_AS_SUCH = {
        SenderKind.PROGRAMME_TEAM: "het programmateam",
        SenderKind.BOARD: "leden van het bestuur",
    }

    # What it shows of others, to be fetched together with it.
    shown_with: tuple[str, ...] = ()
    # Whether somebody is kept out of any page at all; who finds a page by its address knows.
    is_any_restricted = True

    sender_kind = models.CharField(
        "soort afzender", max_length=16, choices=SenderKind, default=SenderKind.PROGRAMME_TEAM
    )
    sender_name = models.CharField(
        "naam van de afzender",
        max_length=160,
        blank=True,
        validators=[validate_sender],
        help_text="Niet nodig bij het programmateam en het bestuur. Nooit “de leden”.",
    )

    base_form_class = GuidedForm
    content_panels = [guide_panel(), *Page.content_panels]
    sender_panel = MultiFieldPanel([FieldPanel("sender_kind"), FieldPanel("sender_name")], heading="Afzender")

    class Meta:
        abstract = True

    def clean(self):
        """Ask for a name wherever the kind of sender says too little."""
        super().clean()
        self.sender_name = self.sender_name.strip()
        if not self.sender_name and self.sender_kind not in self.SPEAKS_AS_SUCH:
            raise ValidationError({"sender_name": "Schrijf hier van wie deze tekst is."})

    def publish(self, revision: Revision, **options) -> None:
        """
        Publish or schedule a revision.

        :raises GuidanceLeft: when words for its editor still stand in it.
        """
        written = revision.as_object()
        if any(guidance_in(getattr(written, name)) for name in self.guided_fields):
            raise GuidanceLeft(self)
        super().publish(revision, **options)

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Return who may read this page; that takes two statements, unless no page has any."""
        if not self.is_any_restricted:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show an editor the page, also before she saves it for the first time."""
        if self.pk is None:
            # What leads to this page is asked by its key; nothing leads to none.
            self.pk = 0
        return super().serve_preview(request, mode_name)

    @property
    def guide(self) -> Guide | None:
        """What its editor reads above it, and how a new one begins."""
        return GUIDES.get(type(self).__name__)

    @property
    def guided_fields(self) -> tuple[str, ...]:
        """The fields in which guidance may stand."""
        return tuple(self.guide.starts) if self.guide else ()

    @property
    def sender(self) -> str:
        """Say in words who speaks."""
        return self.who_speaks(self.sender_kind, self.sender_name)

    @classmethod
    def who_speaks(cls, kind: str, name: str) -> str:
        """Say in words who speaks, of the kind of sender and its name."""
        if not name:
            return cls.SPEAKS_AS_SUCH[kind]
        if kind == cls.SenderKind.LEARNING_GROUP:
            return f"leergroep {name}"
        if kind in cls.SPEAKS_AS_SUCH:
            return f"{name} ({cls.SenderKind(kind).label})"
        return name

    @property
    def description(self) -> str:
        """One or two sentences for lists, search engines and letters."""
        return self.search_description

    @property
    def address(self) -> str:
        """
        Return the path of this page.

        There is one site and it starts at ``/``, so the path needs no query, where
        Wagtail's own ``url`` looks up sites and their root pages.
        """
        return "/" + self.url_path.split("/", 2)[2]

    @property
    def canonical(self) -> str:
        """The one full address by which search engines and letters know this page."""
        return settings.SITE_URL + self.address

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        """Tell search engines the one address, whatever host they asked."""
        return [{"location": self.canonical, "lastmod": self.last_published_at}]


class ArticlePage(PortalPage):
    """A dated text that opens with its point: news, a development, a lesson."""

    lead = models.TextField(
        "in één of twee zinnen",
        max_length=300,
        help_text="Dit staat in lijsten, in de overzichtsmail en in zoekmachines.",
    )

    search_fields = [*Page.search_fields, index.SearchField("lead")]
    subpage_types: list[str] = []

    class Meta:
        abstract = True

    @property
    def description(self) -> str:
        """The lead, unless search engines get words of their own."""
        return self.search_description or self.lead


class Publication(models.Model):
    """
    That readers were told of a page (*publicatie*), so that a small edit is no news.

    Made when a page is first published and deleted when it is taken offline.
    """

    privacy = {}

    page = models.OneToOneField(Page, models.CASCADE, related_name="publication", verbose_name="pagina")
    announced_at = models.DateTimeField("gemeld op")

    class Meta:
        verbose_name = "publicatie"
        verbose_name_plural = "publicaties"

    def __str__(self):
        return f"Publication of page {self.page_id}"
