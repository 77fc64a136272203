"""How open a group is, and whether what one wrote may be read more widely."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from learninggroups.actions import openness as actions
from learninggroups.forms.openness import ExposureForm, OpennessForm
from learninggroups.models import ExposureRequest, LearningGroup
from learninggroups.permissions import may_look_after, may_read
from learninggroups.queries.openness import exposure_page, openness_page
from members.actions.invitations import token_hash
from members.permissions import require
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def openness(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who may read a group and how that came about; let a facilitator change it."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    may_change = may_look_after(request.roles, group)
    if not may_change and not may_read(request.roles, group):
        raise Http404
    if request.method == "POST":
        require(may_change)
    form = OpennessForm(
        request.POST or None,
        initial={"openness": group.openness, "is_confidential": group.is_confidential},
    )
    if form.is_valid():
        try:
            change = actions.change_openness(
                group=group, **form.cleaned_data, actor=request.user, now=timezone.now()
            )
        except actions.NothingChanges:
            form.add_error("openness", "Zo open is deze groep al. Kies iets anders, of ga terug.")
        else:
            messages.success(request, _what_happened(change))
            return see_other("learninggroups:openness", group.slug)
    context = {"page": openness_page(request.roles, group), "form": form}
    return render(request, "learninggroups/openness.html", context, status=422 if form.errors else 200)


def _what_happened(change) -> str:
    asked = change.requests.count()
    if not asked:
        return "Dit geldt vanaf nu."
    who = "1 lid krijgt" if asked == 1 else f"{asked} leden krijgen"
    return (
        f"Dit geldt vanaf nu voor nieuwe berichten. {who} de vraag of wat er al staat ook gelezen mag worden."
    )


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def answer_exposure(request: HttpRequest, token: str) -> HttpResponse:
    """Show a writer what of hers more people would read, and take her answer; the link is her key."""
    asked = ExposureRequest.objects.filter(token_hash=token_hash(token), member__is_active=True)
    found = asked.select_related("change__group", "member").first()
    if found is None or found.is_over:
        return render(request, "learninggroups/exposure_over.html", status=410)
    form = ExposureForm(request.POST or None)
    if form.is_valid():
        agrees = form.cleaned_data["answer"] == "yes"
        try:
            actions.answer_exposure(token=token, agrees=agrees, now=timezone.now())
        except actions.ExposureOver:
            return render(request, "learninggroups/exposure_over.html", status=410)
        messages.success(request, "Dank je. Je antwoord is bewaard.")
        return see_other("learninggroups:answer-exposure", token)
    context = {"page": exposure_page(found), "form": form}
    return render(request, "learninggroups/exposure.html", context, status=422 if form.errors else 200)
