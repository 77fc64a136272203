"""A member's own overview, and what search engines ask for."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_safe

from home import pictures
from home.queries.overview import overview as overview_of

ROBOTS = """User-agent: *
Disallow: /account/
Disallow: /beheer/
Disallow: /inloggen/
Disallow: /mail/
Disallow: /mijn/
Disallow: /zoeken/
Sitemap: {site}/sitemap.xml
"""


@require_GET
@cache_control(private=True, no_store=True)
def overview(request: HttpRequest) -> HttpResponse:
    """Show a member what waits for her, what became of her answers, and what is new."""
    now = timezone.now()
    mine = overview_of(request.user, request.roles, now, timezone.localdate(now))
    return render(request, "home/overview.html", {"mine": mine, "now": now})


@login_not_required
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines what is for members, and where the list of pages is."""
    return HttpResponse(ROBOTS.format(site=settings.SITE_URL), content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@cache_control(public=True, max_age=86400)
def picture(request: HttpRequest, pk: int, mark: str) -> HttpResponse:
    """Give the picture of a public page; its mark only says to others that it is another one now."""
    found = pictures.picture_to_show(pk)
    if found is None:
        raise Http404
    return HttpResponse(pictures.drawn(found), content_type="image/png")
