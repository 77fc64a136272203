"""The post in the back office: how it is doing, and what waits for a person."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.defaults import permission_denied

from mailing import actions
from mailing.actions import NothingToSend
from mailing.models import Hold, OutgoingMail, Suppression
from mailing.permissions import may_look_after_post
from mailing.queries.post import post_page


def for_who_looks_after_post(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer 403 to everyone else; made here, because Wagtail turns a PermissionDenied into a redirect."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_look_after_post(request.user):
            return permission_denied(request, PermissionDenied())
        return view(request, *args, **kwargs)

    return guarded


@for_who_looks_after_post
@require_safe
def post(request: HttpRequest) -> HttpResponse:
    """Show how the post is doing."""
    return render(request, "mailing/office/post.html", {"page": post_page(timezone.now())})


@for_who_looks_after_post
@require_POST
def hold(request: HttpRequest) -> HttpResponse:
    """Stop all outgoing mail."""
    actions.hold_post(reason=f"Vastgehouden door {request.user}.", actor=request.user, now=timezone.now())
    return _back(request, "Er gaat geen post meer weg tot iemand op hervatten drukt.")


@for_who_looks_after_post
@require_POST
def release(request: HttpRequest, pk: int) -> HttpResponse:
    """Let mail leave again, with or without what waited."""
    actions.release_hold(
        hold=get_object_or_404(Hold, pk=pk),
        lets_go="lets_go" in request.POST,
        actor=request.user,
        now=timezone.now(),
    )
    return _back(request, "De post gaat weer weg.")


@for_who_looks_after_post
@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a stuck letter once more."""
    mail = get_object_or_404(OutgoingMail, pk=pk)
    try:
        actions.resend(mail=mail, actor=request.user, now=timezone.now())
    except NothingToSend:
        messages.error(request, "Deze brief kan niet meer worden verstuurd: de tekst is er niet meer.")
        return redirect("mailing_office:post")
    return _back(request, f"De brief aan {mail.to_address} wordt opnieuw verstuurd.")


@for_who_looks_after_post
@require_POST
def let_go(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a stuck letter be."""
    mail = get_object_or_404(OutgoingMail, pk=pk)
    actions.let_go(mail=mail, actor=request.user, now=timezone.now())
    return _back(request, f"De brief aan {mail.to_address} wordt niet verstuurd.")


@for_who_looks_after_post
@require_POST
def trust(request: HttpRequest, pk: int) -> HttpResponse:
    """Send letters to an address again."""
    suppression = get_object_or_404(Suppression, pk=pk)
    actions.trust_again(suppression=suppression, actor=request.user, now=timezone.now())
    return _back(request, f"Brieven aan {suppression.address} worden weer verstuurd.")


def _back(request: HttpRequest, done: str) -> HttpResponse:
    messages.success(request, done)
    response = redirect("mailing_office:post")
    response.status_code = 303
    return response
