"""Joining, asking, answering requests, leaving."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from learninggroups import queries
from learninggroups.actions import memberships as actions
from learninggroups.forms.groups import DeclineForm, RequestForm
from learninggroups.models import LearningGroup, Membership
from learninggroups.permissions import may_ask_to_join, may_lead, takes_part
from learninggroups.queries.meetings import next_meeting
from members.permissions import require
from ui.htmx import see_other

ANSWERED = "Deze aanvraag is al beantwoord of ingetrokken."


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, slug: str) -> HttpResponse:
    """Join a group at once, or ask for a place in a closed one."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    if takes_part(request.roles, group):
        return see_other(group)
    if may_ask_to_join(request.roles, group):
        return _ask_to_join(request, group)
    if request.method == "POST":
        actions.join_group(group=group, actor=request.user, now=timezone.now())
        messages.success(request, f"Je doet nu mee met {group.name}.")
        return see_other(first_page(group))
    return see_other(group)


@require_GET
def welcome(request: HttpRequest, slug: str) -> HttpResponse:
    """Welcome who just joined, once: afterwards nothing leads here but her letter."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(takes_part(request.roles, group))
    context = {"group": group, "meeting": next_meeting(request.roles, group, timezone.now())}
    return render(request, "learninggroups/welcome.html", context)


def _ask_to_join(request: HttpRequest, group: LearningGroup) -> HttpResponse:
    form = RequestForm(request.POST or None, group=group)
    if form.is_valid():
        try:
            actions.ask_to_join(group=group, **form.cleaned_data, actor=request.user, now=timezone.now())
        except actions.AlreadyAsked:
            messages.info(request, "Je had al gevraagd om mee te doen. De begeleiders antwoorden per mail.")
        else:
            messages.success(request, "Je vraag is bij de begeleiders. Je krijgt hun antwoord per mail.")
        return see_other(group)
    context = {"group": group, "form": form}
    return render(request, "learninggroups/ask_to_join.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask once, and let a member go."""
    group = get_object_or_404(
        LearningGroup.objects.visible_to(request.roles).filter(memberships__member=request.user), slug=slug
    )
    if request.method == "GET":
        context = {"group": group, "takes_part": takes_part(request.roles, group)}
        return render(request, "learninggroups/leave.html", context)
    try:
        actions.leave_group(group=group, actor=request.user)
    except actions.LastFacilitator:
        messages.error(
            request,
            "Je bent de enige begeleider. Draag de groep eerst over, of vraag het programmateam om hulp.",
        )
        return see_other("learninggroups:facilitators", slug)
    messages.success(request, f"Je doet niet meer mee met {group.name}.")
    return see_other("learninggroups:list")


@require_GET
def requests(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the facilitators who asks for a place."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(may_lead(request.roles, group))
    context = {"group": group, "requests": queries.requests_of(request.roles, group)}
    return render(request, "learninggroups/requests.html", context)


@require_POST
def admit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Let somebody in."""
    membership = _membership(request, slug, pk)
    try:
        actions.admit(membership=membership, actor=request.user, now=timezone.now())
    except actions.RequestGone:
        messages.info(request, ANSWERED)
    else:
        messages.success(request, f"{membership.member.name} doet nu mee en krijgt een mail.")
    return see_other("learninggroups:requests", slug)


@require_http_methods(["GET", "POST"])
def decline(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Say no with a kind word."""
    membership = _membership(request, slug, pk)
    require(may_lead(request.roles, membership.group))
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        try:
            actions.decline(
                membership=membership, **form.cleaned_data, actor=request.user, now=timezone.now()
            )
        except actions.RequestGone:
            messages.info(request, ANSWERED)
        else:
            messages.success(request, f"{membership.member.name} krijgt een mail met wat je schreef.")
        return see_other("learninggroups:requests", slug)
    context = {"membership": membership, "form": form}
    return render(request, "learninggroups/decline.html", context, status=422 if form.errors else 200)


def first_page(group: LearningGroup) -> str:
    """Return where who just joined arrives: the welcome, when the group wrote one."""
    if group.welcome or group.house_rules:
        return reverse("learninggroups:welcome", args=[group.slug])
    return group.get_absolute_url()


def _membership(request: HttpRequest, slug: str, pk: int) -> Membership:
    places = Membership.objects.visible_to(request.roles).select_related("group", "member")
    return get_object_or_404(places, group__slug=slug, pk=pk)


@require_POST
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a member hear of an open group without taking part."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    actions.follow_group(group=group, actor=request.user, now=timezone.now())
    messages.success(request, f"Je volgt {group.name}. Wat er nieuw is, staat in je overzicht.")
    return see_other(group)


@require_POST
def unfollow(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a member hear of a group no more."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    actions.unfollow_group(group=group, actor=request.user)
    messages.success(request, f"Je volgt {group.name} niet meer.")
    return see_other(group)
