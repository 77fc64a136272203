"""The facilitators' own page, and handing the group on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from learninggroups.actions import facilitators as actions
from learninggroups.actions import helping
from learninggroups.forms.groups import SuccessorForm
from learninggroups.forms.letters import HelpForm
from learninggroups.models import LearningGroup
from learninggroups.permissions import may_lead, may_look_after, may_offer_help
from learninggroups.queries.tending import leaders, tending_page
from members.models import Member
from members.permissions import require
from ui.htmx import see_other


@require_GET
def tending(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what waits in a group, with all that a facilitator can do about it."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(may_look_after(request.roles, group))
    page = tending_page(request.roles, group, timezone.now())
    return render(request, "learninggroups/tending.html", {"page": page, "group": group})


@require_http_methods(["GET", "POST"])
def facilitators(request: HttpRequest, slug: str) -> HttpResponse:
    """Name another facilitator, beside oneself or in one's own place."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(may_lead(request.roles, group))
    form = SuccessorForm(request.POST or None, group=group)
    if form.is_valid():
        try:
            return _named(request, group, form.cleaned_data["member"])
        except actions.CannotLead:
            form.add_error("member", "Deze deelnemer kan nu geen begeleider worden.")
    context = {"group": group, "form": form, "leaders": leaders(group)}
    return render(request, "learninggroups/facilitators.html", context, status=422 if form.errors else 200)


@require_POST
def step_back(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop leading the group and stay in it."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    try:
        actions.step_back(group=group, actor=request.user)
    except actions.LastFacilitator:
        messages.error(request, "Je bent de enige begeleider. Draag de groep eerst over aan een deelnemer.")
        return see_other("learninggroups:facilitators", slug)
    messages.success(request, f"Je begeleidt {group.name} niet meer. Je doet nog wel mee.")
    return see_other(group)


@require_http_methods(["GET", "POST"])
def offer_help(request: HttpRequest, slug: str) -> HttpResponse:
    """Let the programme team write to the facilitators of a silent group."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(may_offer_help(request.roles, group))
    form = HelpForm(request.POST or None)
    if form.is_valid():
        try:
            helping.offer_help(group=group, **form.cleaned_data, actor=request.user, now=timezone.now())
        except helping.AlreadyOffered:
            messages.info(request, "Een collega schreef de begeleiders nog niet lang geleden.")
        else:
            messages.success(request, "Je mail aan de begeleiders is onderweg.")
        return see_other("learninggroups:tending", slug)
    context = {"group": group, "form": form, "leaders": leaders(group)}
    return render(request, "learninggroups/offer_help.html", context, status=422 if form.errors else 200)


def _named(request: HttpRequest, group: LearningGroup, member: Member) -> HttpResponse:
    now = timezone.now()
    if request.POST.get("step") == "hand-over":
        actions.hand_over(group=group, member=member, actor=request.user, now=now)
        messages.success(request, f"{member.name} begeleidt nu in jouw plaats en krijgt daar mail over.")
        return see_other(group)
    actions.name_facilitator(group=group, member=member, actor=request.user, now=now)
    messages.success(request, f"{member.name} begeleidt nu mee en krijgt daar mail over.")
    return see_other("learninggroups:facilitators", group.slug)
