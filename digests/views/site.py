"""How often the digest comes, and reading one on screen."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from digests import actions, notifications
from digests.forms import PreferenceForm
from digests.models import DigestDelivery
from digests.queries import pages, words
from learninggroups.forms.levels import LevelForm
from learninggroups.permissions import Roles
from learninggroups.queries import levels
from members.models import Member
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show how often the digest comes, and change it."""
    return _choose(request, request.user, "digests:preferences")


@login_not_required
@require_http_methods(["GET", "POST"])
def preferences_by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """
    Do the same for whoever holds a letter, without signing in and without signing her in.

    Opening the link changes nothing, because mail scanners open links too.
    """
    member_id = notifications.member_of_token(token)
    member = get_object_or_404(Member.objects.active(), pk=member_id) if member_id else None
    if member is None:
        raise Http404
    return _choose(request, member, "digests:preferences_by_letter", token)


@require_GET
def digest(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a digest that a member was sent, to her alone."""
    deliveries = DigestDelivery.objects.visible_to(request.roles).select_related("run")
    delivery = get_object_or_404(deliveries, pk=pk)
    return render(
        request,
        "digests/digest.html",
        {
            "period": words.period(delivery.run),
            "blocks": pages.digest_again(delivery, request.user, request.roles, timezone.now()),
        },
    )


@require_GET
def preview(request: HttpRequest) -> HttpResponse:
    """Show what a member's next digest would tell if it came now."""
    return render(
        request,
        "digests/preview.html",
        {"blocks": pages.digest_so_far(request.user, request.roles, timezone.now())},
    )


def _choose(request: HttpRequest, member: Member, here: str, *args: str) -> HttpResponse:
    now = timezone.now()
    page = pages.preferences_page(member, now)
    chosen = {"frequency": page.preference.frequency, "weekday": page.preference.weekday}
    form = PreferenceForm(request.POST or None, initial=chosen)
    if form.is_valid():
        actions.choose_frequency(actor=member, now=now, **form.cleaned_data)
        messages.success(request, "Je keuze is bewaard.")
        return see_other(here, *args)
    status = 422 if form.is_bound else 200
    switches = levels.switches_of(member, Roles.of(member)) if not args else None
    level_form = LevelForm(initial={"level": member.level})
    context = {
        "page": page,
        "form": form,
        "is_by_letter": bool(args),
        "switches": switches,
        "level_form": level_form,
    }
    return render(request, "digests/preferences.html", context, status=status)
