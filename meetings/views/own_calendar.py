"""A member's own calendar: the page with its secret address, and the calendar itself."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import conditional_page, require_GET, require_http_methods

from learninggroups.permissions import Roles
from meetings.actions import following
from meetings.permissions import may_have_calendar
from meetings.queries import own_calendar
from meetings.queries.calendars import CALENDAR
from members.permissions import require
from ui.htmx import see_other


@never_cache
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Show where she can follow her calendar; make that address anew, or take it away."""
    require(may_have_calendar(request.roles))
    if request.method != "POST":
        page = own_calendar.own_calendar_page(request.roles)
        return render(request, "meetings/own_calendar.html", {"page": page})
    if "stop" in request.POST:
        following.take_address_away(actor=request.user)
        messages.success(request, "Niemand kan je agenda nog volgen.")
    else:
        following.make_address(actor=request.user, now=timezone.now())
        messages.success(request, "Je agenda heeft een nieuw adres.")
    return see_other("meetings:own-calendar")


@login_not_required
@sensitive_variables("token")
@require_GET
@conditional_page
# Calendar programs keep what they fetched; nobody between them and us does.
@cache_control(private=True, no_cache=True)
def feed(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Give a member's calendar to the program that she gave its address."""
    found = own_calendar.feed_at(pk, token)
    if found is None:
        raise Http404
    calendar = own_calendar.own_calendar(Roles.of(found.member), found.member.email, timezone.now())
    return HttpResponse(calendar, content_type=CALENDAR, headers={"X-Robots-Tag": "noindex"})
