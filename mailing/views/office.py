"""The post in the back office: how it is doing, and what waits for a person."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST, require_safe
from django.views.defaults import permission_denied

from mailing import actions
from mailing.models import Hold, OutgoingMail, Suppression
from mailing.permissions import may_look_after_post
from mailing.queries.post import post_page, stuck_because, stuck_letters


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
def resend(request: HttpRequest) -> HttpResponse:
    """Send the chosen letters once more."""
    resent = actions.resend(letters=_chosen(request), actor=request.user, now=timezone.now())
    if resent.wordless:
        messages.warning(
            request, f"{_letters(resent.wordless)} niet opnieuw verstuurd: de tekst is er niet meer."
        )
    return _back(request, f"{_letters(resent.count)} opnieuw verstuurd.")


@for_who_looks_after_post
@require_POST
def let_go(request: HttpRequest) -> HttpResponse:
    """Let the chosen letters be."""
    count = actions.let_go(letters=_chosen(request), actor=request.user, now=timezone.now())
    return _back(request, f"{_letters(count)} niet verstuurd.")


def _chosen(request: HttpRequest) -> QuerySet[OutgoingMail]:
    """Return the letters that were ticked, or all that wait for the same reason since the page was shown."""
    if "all" not in request.POST:
        return stuck_letters(request.POST.getlist("letter"))
    until = parse_datetime(request.POST.get("until", "")) or timezone.now()
    return stuck_because(request.POST.get("state", ""), request.POST.get("code", ""), until=until)


def _letters(count: int) -> str:
    return "1 brief wordt" if count == 1 else f"{count} brieven worden"


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
