"""The guests of a thread."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from learninggroups.actions import guests as actions
from learninggroups.actions import invitations
from learninggroups.forms.guests import GuestForm
from learninggroups.models import GroupInvitation, Thread
from learninggroups.permissions import may_invite
from learninggroups.queries.guests import guests_page
from members.permissions import require
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def guests(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who is a guest in a thread, and ask somebody in."""
    thread = _thread(request, pk)
    now = timezone.now()
    form = GuestForm(request.POST or None, today=timezone.localdate(now))
    if form.is_valid():
        try:
            known = actions.invite_guest(thread=thread, **form.cleaned_data, actor=request.user, now=now)
        except actions.TakesPart:
            form.add_error("email", "Dit adres hoort bij iemand die al meedoet met deze groep.")
        else:
            who = known.name if known else form.cleaned_data["email"]
            messages.success(request, f"{who} krijgt een mail.")
            return see_other("learninggroups:guests", pk)
    context = {"page": guests_page(request.roles, thread, now), "thread": thread, "form": form}
    return render(request, "learninggroups/guests.html", context, status=422 if form.errors else 200)


@require_POST
def end(request: HttpRequest, pk: int, place_pk: int) -> HttpResponse:
    """End a guest's place."""
    places = _thread(request, pk).guests.select_related("thread__group", "member")
    place = get_object_or_404(places, pk=place_pk)
    actions.end_guest(place=place, actor=request.user, now=timezone.now())
    messages.success(request, f"{place.member.name} is geen gast meer.")
    return see_other("learninggroups:guests", pk)


@require_POST
def withdraw(request: HttpRequest, pk: int, invitation_pk: int) -> HttpResponse:
    """Take an invitation of a guest back."""
    shown = GroupInvitation.objects.visible_to(request.roles).select_related("group")
    invitation = get_object_or_404(shown, thread=pk, pk=invitation_pk)
    try:
        invitations.withdraw(invitation=invitation, actor=request.user, now=timezone.now())
    except invitations.InvitationGone:
        messages.info(request, "Deze uitnodiging was al aangenomen of ingetrokken.")
    else:
        messages.success(request, f"De uitnodiging aan {invitation.email} is ingetrokken.")
    return see_other("learninggroups:guests", pk)


def _thread(request: HttpRequest, pk: int) -> Thread:
    found = get_object_or_404(Thread.objects.visible_to(request.roles).select_related("group"), pk=pk)
    require(may_invite(request.roles, found.group))
    return found
