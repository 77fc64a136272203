"""The directory of members and of organisations."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from members.forms.directory import SearchForm
from members.models import Member
from members.permissions import require
from members.queries import directory as queries
from members.queries.atlas import atlas
from members.queries.outline import MAP
from members.queries.profiles import profile


def _search(request: HttpRequest) -> SearchForm:
    return SearchForm(request.GET, choices=queries.choices(request.roles))


@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """Show members by name; only to each other."""
    require(request.roles.is_member)
    form = _search(request)
    page, profiles = queries.directory(request.roles, form.wanted, request.GET.get("pagina", "1"))
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
    form = _search(request)
    context = {
        "form": form,
        "page": queries.organizations(request.roles, form.wanted, request.GET.get("pagina", "1")),
        "atlas": atlas(request.roles, form.wanted),
        "map": MAP,
    }
    return render(request, "members/organizations.html", context)
