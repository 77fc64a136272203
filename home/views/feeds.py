"""Following what is published with a feed reader, and whom to tell of a leak."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.views.decorators.http import require_GET

from home.queries.feeds import KINDS, Entry, newest_entries
from themes.models import Theme

# RFC 9116 asks for a date within the year, so that nobody trusts an address that was left behind.
HOLDS_FOR = timedelta(days=180)
SECURITY = """Contact: {site}/contact/
Expires: {until}
Preferred-Languages: nl, en
Canonical: {site}/.well-known/security.txt
"""


@login_not_required
@require_GET
def feed(request: HttpRequest, name: str) -> HttpResponse:
    """Give the newest of one kind as Atom (RFC 4287); with ``?thema=`` of one theme."""
    kind = KINDS.get(name)
    if kind is None:
        raise Http404
    themes = Theme.objects.order_by("pk")
    slug = request.GET.get("thema", "")
    theme = get_object_or_404(themes, slug=slug) if slug else None
    about = f" over {theme.name}" if theme else ""
    entries = newest_entries(kind, theme, timezone.localdate())
    return answer_with_feed(request, f"{kind.title}{about}", kind.page, entries)


def answer_with_feed(request: HttpRequest, title: str, page: str, entries: Iterable[Entry]) -> HttpResponse:
    """Return these entries as Atom; ``page`` is where the same can be read."""
    atom = Atom1Feed(
        title=f"{title}: {settings.DEFAULT_FROM_NAME}",
        link=f"{settings.SITE_URL}{page}",
        description=None,
        language=settings.LANGUAGE_CODE,
        feed_url=settings.SITE_URL + request.get_full_path(),
    )
    for entry in entries:
        atom.add_item(
            title=entry.title,
            link=entry.url,
            unique_id=get_tag_uri(entry.url, entry.published_at),
            author_name=entry.by,
            # A reader takes it for HTML, and what was typed as < is no tag.
            description=escape(entry.text),
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
        )
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@login_not_required
@require_GET
def security(request: HttpRequest) -> HttpResponse:
    """Say whom to tell of a leak (RFC 9116)."""
    until = (timezone.now() + HOLDS_FOR).strftime("%Y-%m-%dT00:00:00Z")
    words = SECURITY.format(site=settings.SITE_URL, until=until)
    return HttpResponse(words, content_type="text/plain; charset=utf-8")
