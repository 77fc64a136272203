"""A member's own overview, and what search engines ask for."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

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
