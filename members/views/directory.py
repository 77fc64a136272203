"""The directory of members and of organisations."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from members.forms.directory import SearchForm
from members.models import Member
from members.permissions import require
from members.queries import directory as queries
from members.queries.profiles import profile


def _search(request: HttpRequest) -> tuple[SearchForm, dict]:
    """Read the filters; an unknown value is the same as none."""
    form = SearchForm(request.GET)
    form.is_valid()
    filters = {
        "words": form.cleaned_data.get("zoek", ""),
        "region": form.cleaned_data.get("regio"),
        "theme": form.cleaned_data.get("thema"),
        "page": request.GET.get("pagina", "1"),
    }
    return form, filters


@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """Show members by name; only to each other."""
    require(request.roles.is_member)
    form, filters = _search(request)
    page, profiles = queries.directory(request.roles, **filters)
    return render(request, "members/directory.html", {"form": form, "page": page, "profiles": profiles})


@require_GET
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one member."""
    try:
        found = profile(request.roles, pk)
    except Member.DoesNotExist as error:
        raise Http404 from error
    return render(request, "members/member.html", {"profile": found})


@require_GET
def organizations(request: HttpRequest) -> HttpResponse:
    """Show the member organisations to members."""
    require(request.roles.is_member)
    form, filters = _search(request)
    page = queries.organizations(request.roles, **filters)
    return render(request, "members/organizations.html", {"form": form, "page": page})
