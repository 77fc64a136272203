"""National programmes: a page for each, open to everyone, and a feed to follow it with."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from home.queries.feeds import entries_of_programme
from home.queries.programmes import programme_page
from home.views.feeds import answer_with_feed
from learninggroups.permissions import may_choose_for_themes
from learninggroups.queries.following import follows
from themes.models import Programme


@login_not_required
@require_GET
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a programme is, and everything that was made of it."""
    found = _programme(slug)
    context = {
        "programme": found,
        "page": programme_page(request.roles, found, timezone.localdate()),
        "canonical": settings.SITE_URL + found.get_absolute_url(),
        "may_follow": may_choose_for_themes(request.roles),
        "follows": follows(request.roles.member_id, f"programme:{found.pk}"),
    }
    return render(request, "home/programme.html", context)


@login_not_required
@require_GET
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the newest of a programme as Atom."""
    found = _programme(slug)
    entries = entries_of_programme(found, timezone.localdate())
    return answer_with_feed(request, found.name, found.get_absolute_url(), entries)


def _programme(slug: str) -> Programme:
    programmes = Programme.objects.select_related("successor")
    return get_object_or_404(programmes, slug=slug)
