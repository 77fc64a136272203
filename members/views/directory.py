"""The directory of members and of organisations."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from members.actions.reading import LISTING, PROFILE
from members.forms.directory import SearchForm
from members.models import Member
from members.permissions import may_take_lists, may_write_to, require
from members.queries import directory as queries
from members.queries.atlas import atlas
from members.queries.messages import takes_messages_of
from members.queries.outline import MAP
from members.queries.profiles import OTHERS, as_seen_by, profile
from members.views.counting import counts


def _search(request: HttpRequest) -> SearchForm:
    return SearchForm(request.GET, choices=queries.choices(request.roles))


@require_GET
@counts(LISTING)
def directory(request: HttpRequest) -> HttpResponse:
    """Show members by name; only to each other."""
    require(request.roles.is_member)
    form = _search(request)
    page, profiles = queries.directory(request.roles, form.wanted, request.GET.get("pagina", "1"))
    context = {
        "form": form,
        "page": page,
        "profiles": profiles,
        "may_take_lists": may_take_lists(request.roles),
    }
    return render(request, "members/directory.html", context)


@require_GET
@counts(PROFILE)
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one member; to herself also as others see her."""
    found = get_object_or_404(Member.objects.visible_to(request.roles), pk=pk)
    is_own = found == request.user
    seen_as = request.GET.get("als", "") if is_own else ""
    context = {
        "profile": as_seen_by(found, seen_as) or profile(request.roles, found),
        "is_own": is_own,
        "seen_as": seen_as,
        "others": OTHERS,
        "may_write": may_write_to(request.roles, found),
        "takes_messages": takes_messages_of(found.pk, request.user.pk),
    }
    return render(request, "members/member.html", context)


@require_GET
@counts(LISTING)
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
