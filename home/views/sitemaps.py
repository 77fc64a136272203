"""The list of addresses for search engines: pages, meetings, programmes, leernetwerken and questions."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET
from wagtail.contrib.sitemaps import Sitemap as PageSitemap
from wagtail.contrib.sitemaps.views import sitemap

from learninggroups.queries.feeds import ANYBODY
from meetings.models import Meeting
from questions.models import Question
from themes.models import Programme, Theme
from ui.templatetags.sharing import full


class RowSitemap(Sitemap):
    """The public rows of one model, with the one address by which search engines know each."""

    def __init__(self, rows: QuerySet, changed: str = "") -> None:
        """``changed`` names the column that says when a row changed last."""
        self._rows, self._changed = rows, changed

    def items(self) -> QuerySet:
        """Return them all."""
        return self._rows

    def get_urls(self, page: int = 1, site: object = None, protocol: str | None = None) -> list[dict]:
        """Return one part of them."""
        rows: Iterable[Model] = self.paginator.page(page).object_list
        return [{"location": full(_address(row)), "lastmod": self._lastmod(row)} for row in rows]

    def _lastmod(self, row: Model) -> datetime | None:
        return getattr(row, self._changed) if self._changed else None


@login_not_required
@require_GET
def addresses(request: HttpRequest) -> HttpResponse:
    """Tell search engines what everybody may read, and when it changed."""
    parts = {
        "pages": PageSitemap(request),
        "meetings": RowSitemap(Meeting.objects.visible_to(ANYBODY).order_by("pk"), "changed_at"),
        "programmes": RowSitemap(Programme.objects.order_by("pk")),
        "networks": RowSitemap(Theme.objects.order_by("pk")),
        "questions": RowSitemap(Question.objects.visible_to(ANYBODY).order_by("pk"), "opened_at"),
    }
    return sitemap(request, parts)


def _address(row: Model) -> str:
    if isinstance(row, Theme):
        return reverse("home:network", args=[row.slug])
    return row.get_absolute_url()
