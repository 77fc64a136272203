"""A contact person hands her role to a colleague in one step."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from members.models import Organization
from members.permissions import may_hand_over, require
from questions.actions import handing_over
from questions.forms.handing_over import HandOverForm
from questions.queries.people import colleagues_at
from questions.queries.site import waiting_for
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what goes along and ask to whom; do it when a colleague was chosen."""
    organization = get_object_or_404(Organization.objects.visible_to(request.roles), pk=pk)
    require(may_hand_over(request.roles, organization))
    colleagues = colleagues_at(organization, besides=request.user)
    form = HandOverForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    now = timezone.now()
    if form.is_valid():
        try:
            handing_over.hand_over(
                organization=organization, **form.cleaned_data, actor=request.user, now=now
            )
        except handing_over.NoColleague:
            form.add_error("colleague", "Deze collega werkt hier niet meer. Kies iemand anders.")
        else:
            name = form.cleaned_data["colleague"].name
            messages.success(request, f"{name} is nu contactpersoon. Jullie krijgen allebei een brief.")
            return see_other(organization)
    waiting = [one for one in waiting_for(request.roles, now) if one.organization_id == organization.pk]
    context = {
        "organization": organization,
        "colleagues": colleagues,
        "waiting": waiting,
        "form": form,
        "now": now,
    }
    return render(request, "questions/hand_over.html", context, status=422 if form.errors else 200)
