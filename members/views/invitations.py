"""Inviting somebody, and taking an invitation up."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from members.actions import invitations as actions
from members.forms.invitations import AcceptanceForm, InvitationForm
from members.models import Invitation, Organization
from members.permissions import may_invite, require
from members.receivers import note_device
from ui.htmx import see_other

SIGN_IN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Invite a colleague to an organisation."""
    found = get_object_or_404(Organization.objects.visible_to(request.roles), pk=pk)
    require(may_invite(request.roles, found))
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        count = actions.invite_colleagues(
            people=form.people,
            role=form.cleaned_data["role"],
            organization=found,
            actor=request.user,
            now=timezone.now(),
        )
        messages.success(request, _sent(count, len(form.people) - count))
        return see_other(found)
    context = {"organization": found, "form": form}
    return render(request, "members/invite.html", context, status=422 if form.errors else 200)


def _sent(count: int, there: int) -> str:
    sent = {0: "", 1: "De uitnodiging is onderweg."}.get(count, f"{count} uitnodigingen zijn onderweg.")
    known = {0: "", 1: "Eén adres hoort al bij iemand van jullie."}.get(
        there, f"{there} adressen horen al bij iemand van jullie."
    )
    return f"{sent} {known}".strip()


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation once more."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.roles), pk=pk)
    try:
        actions.send_again(invitation=invitation, actor=request.user, now=timezone.now())
    except actions.JustSent:
        messages.info(request, f"De uitnodiging aan {invitation.email} is net al verstuurd.")
    except actions.InvitationGone:
        messages.info(request, "Deze uitnodiging was al aangenomen of ingetrokken.")
    except actions.AlreadyColleague:
        messages.info(request, f"Bij {invitation.email} hoort al iemand van jullie.")
    else:
        messages.success(request, f"De uitnodiging aan {invitation.email} is opnieuw onderweg.")
    return see_other(invitation.organization or "members:organizations")


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.roles), pk=pk)
    try:
        actions.withdraw_invitation(invitation=invitation, actor=request.user, now=timezone.now())
    except actions.InvitationGone:
        messages.info(request, "Deze uitnodiging was al aangenomen, ingetrokken of verlopen.")
    else:
        messages.success(request, f"De uitnodiging aan {invitation.email} is ingetrokken.")
    return see_other(invitation.organization or "members:organizations")


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation, and take it up when the button is pressed; opening the link changes nothing."""
    invitation = (
        Invitation.objects.open(timezone.now())
        .filter(token_hash=actions.token_hash(token))
        .select_related("organization", "invited_by")
        .first()
    )
    if invitation is None:
        return render(request, "members/invitation_gone.html", status=410)
    form = AcceptanceForm(request.POST or None, initial={"name": invitation.name})
    if form.is_valid():
        try:
            accepted, is_new = actions.accept_invitation(
                token=token, name=form.cleaned_data["name"], now=timezone.now()
            )
        except actions.InvitationGone:
            return render(request, "members/invitation_gone.html", status=410)
        if is_new:
            # The letter proved the address, and this account holds nothing of anybody yet.
            login(request, accepted, backend=SIGN_IN_BACKEND)
            note_device(request)
            messages.success(request, "Welkom. Je account is gemaakt.")
            return see_other("welcome")
        messages.success(request, "De uitnodiging is aangenomen. Je kunt nu inloggen.")
        return see_other("account_login")
    context = {"invitation": invitation, "form": form}
    return render(request, "members/invitation.html", context, status=422 if form.errors else 200)
