"""Where one is signed in, and signing in again."""

from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods

from members.actions import sessions as actions
from members.queries.sessions import devices_of
from members.receivers import note_device
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def own_sessions(request: HttpRequest) -> HttpResponse:
    """Show where she is signed in; end one of these sessions, or all but this one."""
    now = timezone.now()
    if request.method == "GET":
        devices = devices_of(request.user, request.session.session_key, now)
        return render(request, "usersessions/usersession_list.html", {"devices": devices})
    number = request.POST.get("session", "")
    if number.isdecimal():
        actions.end_session(number=int(number), actor=request.user, now=now)
    else:
        actions.end_every_session(actor=request.user, now=now)
        update_session_auth_hash(request, request.user)
        note_device(request)
    messages.success(request, "Je bent daar uitgelogd.")
    return see_other("usersessions_list")


@require_http_methods(["GET", "POST"])
def sign_in_again(request: HttpRequest) -> HttpResponse:
    """Have somebody prove anew who she is, who has neither a password nor a factor to show."""
    wanted = request.GET.get(REDIRECT_FIELD_NAME, "")
    # SECURITY: what stands in a link leads nowhere but here.
    after = (
        wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else reverse("account_email")
    )
    if request.method == "GET":
        return render(request, "account/sign_in_again.html")
    logout(request)
    return HttpResponseRedirect(
        f"{reverse('account_login')}?{urlencode({REDIRECT_FIELD_NAME: after})}", status=303
    )
