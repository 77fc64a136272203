"""The page of an organisation, and who looks after it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.actions import organizations as actions
from members.actions.reading import LISTING
from members.forms.organizations import FactsForm, RestForm
from members.models import Affiliation, Organization
from members.permissions import (
    may_change_facts,
    may_edit_affiliations,
    may_end_affiliation,
    may_hand_over,
    may_invite,
    may_let_rest,
    require,
)
from members.queries import organizations as queries
from members.views.counting import counts
from ui.htmx import see_other


@require_GET
@counts(LISTING)
def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one organisation and who is there."""
    found = get_object_or_404(
        Organization.objects.visible_to(request.roles).select_related("region").prefetch_related("themes"),
        pk=pk,
    )
    context = {
        "page": queries.organization_page(request.roles, found, timezone.now()),
        "may_invite": may_invite(request.roles, found),
        "may_edit": may_edit_affiliations(request.roles, found),
        "may_let_rest": may_let_rest(request.roles, found),
        "may_hand_over": may_hand_over(request.roles, found),
        "today": timezone.localdate(),
        "now": timezone.now(),
    }
    return render(request, "members/organization.html", context)


@require_http_methods(["GET", "POST"])
def facts(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what others find an organisation by."""
    found = get_object_or_404(Organization.objects.visible_to(request.roles), pk=pk)
    require(may_change_facts(request.roles, found))
    form = FactsForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        actions.change_facts(organization=found, facts=actions.Facts(**form.cleaned_data), actor=request.user)
        messages.success(request, "Bewaard. Zo vinden leden jullie.")
        return see_other(found)
    context = {"organization": found, "form": form}
    return render(request, "members/facts.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def rest(request: HttpRequest, pk: int) -> HttpResponse:
    """Let an organisation be asked nothing new until a day, or be asked again."""
    found = get_object_or_404(Organization.objects.visible_to(request.roles), pk=pk)
    require(may_let_rest(request.roles, found))
    if "again" in request.POST:
        actions.let_rest(organization=found, until=None, actor=request.user)
        messages.success(request, "Jullie kunnen weer vragen krijgen.")
        return see_other(found)
    form = RestForm(request.POST or None, today=timezone.localdate(), initial={"until": found.rests_until})
    if form.is_valid():
        actions.let_rest(organization=found, until=form.cleaned_data["until"], actor=request.user)
        messages.success(request, "Goed zo. Tot die dag vragen we jullie niets nieuws.")
        return see_other(found)
    context = {"organization": found, "form": form}
    return render(request, "members/rest.html", context, status=422 if form.errors else 200)


@require_POST
def speak_for(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose which of one's organisations stands beside what one writes."""
    found = get_object_or_404(Organization.objects.visible_to(request.roles), pk=pk)
    actions.speak_for(organization=found, actor=request.user)
    messages.success(request, f"Bij wat je schrijft, staat voortaan {found}.")
    return see_other("members:profile")


@require_POST
def change_role(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a colleague contact person, or no longer."""
    place = get_object_or_404(Affiliation.objects.visible_to(request.roles), pk=pk)
    role = Affiliation.Role.CONTACT if request.POST.get("role") == "contact" else Affiliation.Role.COLLEAGUE
    actions.change_role(affiliation=place, role=role, actor=request.user, now=timezone.now())
    messages.success(request, f"{place.member} is nu {place.Role(role).label}.")
    return see_other(place.organization)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether a place may end, and end it."""
    place = get_object_or_404(Affiliation.objects.visible_to(request.roles), pk=pk)
    require(may_end_affiliation(request.roles, place))
    if request.method == "POST":
        actions.end_affiliation(affiliation=place, actor=request.user, now=timezone.now())
        messages.success(request, f"{place.member} hoort niet meer bij {place.organization}.")
        return see_other("members:organizations")
    context = {
        "place": place,
        "is_last": queries.is_last_contact(place),
        "is_self": place.member == request.user,
    }
    return render(request, "members/leave.html", context)
