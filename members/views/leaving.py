"""Leaving the association, and coming back."""

from datetime import timedelta

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from members.actions import leaving as actions
from members.forms.leaving import LeaveForm, LetLeaveForm
from members.models import Departure, Member
from members.notifications.leaving import departure_of_token
from members.permissions import may_let_leave, require
from members.queries.leaving import to_hand_over
from ui.htmx import see_other

# For so long whoever signs in counts as having just shown who she is.
FRESH = timedelta(minutes=10)


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Show what leaving means, and leave; only to who has just shown who she is."""
    form = LeaveForm(request.POST if request.method == "POST" else None)
    is_fresh = _showed_lately_who_she_is(request)
    if request.method == "POST" and not is_fresh:
        return see_other("members:leave-association")
    if form.is_valid():
        try:
            departure = actions.leave(
                member=request.user, actor=request.user, now=timezone.now(), **form.cleaned_data
            )
        except actions.LeavesAlready:
            return see_other("members:leave-association")
        logout(request)
        until = date_format(timezone.localdate(departure.erase_at), "j F")
        messages.success(
            request, f"Je account is gesloten. Tot {until} kun je terugkomen: zie de brief die je nu krijgt."
        )
        return see_other("/")
    context = {"form": form, "is_fresh": is_fresh, "things": to_hand_over(request.user)}
    return render(request, "members/leave_association.html", context, status=422 if form.errors else 200)


@require_POST
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Sign out and lead to signing in, after which leaving goes on."""
    logout(request)
    after = QueryDict(mutable=True)
    after["next"] = reverse("members:leave-association")
    return HttpResponseRedirect(f"{reverse('account_login')}?{after.urlencode(safe='/')}", status=303)


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def come_back(request: HttpRequest, token: str) -> HttpResponse:
    """Show that she may come back, and let her on POST: opening the link changes nothing."""
    now = timezone.now()
    open_ones = Departure.objects.filter(returned_at=None, erased_at=None, erase_at__gt=now)
    departure = open_ones.filter(pk=departure_of_token(token) or 0).first()
    if departure is None:
        return render(request, "members/return_over.html", status=410)
    if request.method == "POST":
        try:
            actions.come_back(departure=departure, now=now)
        except actions.ReturnOver:
            return render(request, "members/return_over.html", status=410)
        messages.success(request, "Fijn dat je er weer bent. Je kunt nu inloggen.")
        return see_other("account_login")
    return render(request, "members/come_back.html", {"departure": departure})


@require_http_methods(["GET", "POST"])
def let_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a member leave who asked for it by telephone."""
    require(request.roles.is_programme_team)
    member = get_object_or_404(Member.objects.visible_to(request.roles), pk=pk)
    require(may_let_leave(request.roles, member))
    form = LetLeaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.leave(member=member, actor=request.user, now=timezone.now(), **form.cleaned_data)
        except actions.LeavesAlready:
            messages.info(request, "Dit account was al gesloten.")
        else:
            messages.success(request, f"Het account van {member.name} is gesloten.")
        return see_other("members:directory")
    context = {"form": form, "member": member, "things": to_hand_over(member)}
    return render(request, "members/let_leave.html", context, status=422 if form.errors else 200)


def _showed_lately_who_she_is(request: HttpRequest) -> bool:
    """Say whether she proved with a code, password or passkey who she is, in this session and just now."""
    proofs = get_authentication_records(request, request.user)
    return any(timezone.now().timestamp() - proof["at"] < FRESH.total_seconds() for proof in proofs)
