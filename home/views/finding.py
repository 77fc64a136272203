"""Search: one box over everything that is written and everybody who may be found."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from home.forms.finding import form_of
from home.queries import finding


@login_not_required
@require_GET
@cache_control(private=True, no_store=True)
def find(request: HttpRequest) -> HttpResponse:
    """Show what is found, as far as this person may read it."""
    places = finding.places_to_search()
    wanted = finding.Wanted(
        words=request.GET.get("zoek", ""),
        kind=request.GET.get("soort", ""),
        place=request.GET.get("waar", ""),
        author=request.GET.get("wie", ""),
        period=request.GET.get("wanneer", ""),
        after=request.GET.get("na", ""),
    )
    try:
        results = finding.find(request.roles, wanted, places, timezone.now())
    except ValueError as error:
        raise Http404 from error
    form = form_of(wanted, finding.choices_of(request.roles, places, wanted.place))
    return render(request, "home/find.html", {"form": form, "results": results, "wanted": wanted})
