"""Asking people into a group, and taking that up."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from learninggroups.actions import invitations as actions
from learninggroups.forms.invitations import AcceptForm, InviteForm
from learninggroups.models import INVITATION_LASTS, GroupInvitation, LearningGroup
from learninggroups.permissions import may_invite, takes_part
from learninggroups.queries import invitations as queries
from learninggroups.views.memberships import first_page
from members.permissions import require
from members.views.invitations import SIGN_IN_BACKEND
from ui.htmx import see_other

GONE = "Deze uitnodiging was al aangenomen of ingetrokken."


@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Take in a list of addresses, show what is known of them, and only then send."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(may_invite(request.roles, group))
    now = timezone.now()
    form = InviteForm(request.POST or None)
    context = {"group": group, "form": form}
    if form.is_valid() and request.POST.get("step") == "send":
        count = actions.invite(group=group, people=form.people.items(), actor=request.user, now=now)
        messages.success(request, _sent(count))
        return see_other("learninggroups:invite", slug)
    if form.is_valid() and request.POST.get("step") != "edit":
        context |= {"preview": queries.preview(group, form.people, now), "others": form.others}
        return render(request, "learninggroups/invite_preview.html", context)
    context["waiting"] = queries.open_invitations(request.roles, group, now)
    return render(request, "learninggroups/invite.html", context, status=422 if form.errors else 200)


@require_POST
def resend(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Send an invitation once more."""
    invitation = _invitation(request, slug, pk)
    try:
        actions.resend(invitation=invitation, actor=request.user, now=timezone.now())
    except actions.JustSent:
        messages.info(request, f"De uitnodiging aan {invitation.email} is net al verstuurd.")
    except actions.InvitationGone:
        messages.info(request, GONE)
    else:
        messages.success(
            request,
            f"De uitnodiging aan {invitation.email} is opnieuw onderweg. De vorige link werkt niet meer.",
        )
    return see_other("learninggroups:invite", slug)


@require_POST
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    invitation = _invitation(request, slug, pk)
    try:
        actions.withdraw(invitation=invitation, actor=request.user, now=timezone.now())
    except actions.InvitationGone:
        messages.info(request, GONE)
    else:
        messages.success(request, f"De uitnodiging aan {invitation.email} is ingetrokken.")
    return see_other("learninggroups:invite", slug)


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """
    Show an invitation, and take it up when the button is pressed; opening the link changes nothing.

    SECURITY: signed out the page is the same whether or not the address has an account.
    """
    valid = GroupInvitation.objects.open().sent_after(timezone.now() - INVITATION_LASTS)
    usable = valid.not_over(timezone.localdate()).filter(group__archived_at=None)
    found = usable.filter(token_hash=actions.token_hash(token))
    invitation = found.select_related("group", "thread", "invited_by").first()
    if invitation is None:
        return render(request, "learninggroups/invitation_gone.html", status=410)
    actor = request.user if request.user.is_authenticated else None
    form = AcceptForm(request.POST or None, initial={"name": invitation.name})
    if request.method == "POST" and (actor is not None or form.is_valid()):
        return _accepted(request, invitation, token, form)
    context = {
        "invitation": invitation,
        "group": invitation.group,
        "form": form,
        "already": actor is not None and takes_part(request.roles, invitation.group),
        "is_other_address": actor is not None and actor.email != invitation.email,
    }
    return render(request, "learninggroups/invitation.html", context, status=422 if form.errors else 200)


def _accepted(
    request: HttpRequest, invitation: GroupInvitation, token: str, form: AcceptForm
) -> HttpResponse:
    actor = request.user if request.user.is_authenticated else None
    name = form.cleaned_data["name"] if actor is None else ""
    try:
        member, is_new = actions.accept(token=token, name=name, actor=actor, now=timezone.now())
    except actions.InvitationGone:
        return render(request, "learninggroups/invitation_gone.html", status=410)
    place = invitation.thread.get_absolute_url() if invitation.thread else first_page(invitation.group)
    what = "bent nu gast in dit gesprek" if invitation.thread else f"doet nu mee met {invitation.group.name}"
    if is_new:
        # The letter proved the address, and this account holds nothing of anybody yet.
        login(request, member, backend=SIGN_IN_BACKEND)
    if is_new or actor is not None:
        messages.success(request, f"Je {what}.")
        return see_other(place)
    messages.success(request, f"Je {what}. Log in om te lezen en te schrijven.")
    back = urlencode({"next": place})
    return see_other(f"{reverse('account_login')}?{back}")


def _invitation(request: HttpRequest, slug: str, pk: int) -> GroupInvitation:
    shown = GroupInvitation.objects.visible_to(request.roles).select_related("group")
    return get_object_or_404(shown, group__slug=slug, pk=pk, thread=None)


def _sent(count: int) -> str:
    match count:
        case 0:
            return "Er is niemand uitgenodigd: iedereen op de lijst doet al mee of is al gevraagd."
        case 1:
            return "De uitnodiging is onderweg."
        case _:
            return f"Er zijn {count} uitnodigingen onderweg."
