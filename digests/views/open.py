"""Asking for the open digest without an account, and saying yes."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from digests.actions import open as actions
from digests.forms import OpenForm
from digests.models import OpenSubscription
from digests.notifications.open import asked_for
from ui.htmx import see_other


@login_not_required
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Show what the open digest is, and ask an address whether it wants it."""
    form = OpenForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "digests/open/ask.html", {"form": form}, status=422 if form.errors else 200)
    if form.is_by_machine:
        return see_other("digests:open_asked")
    if not ratelimit.consume(request, action="open_digest"):
        form.add_error(
            None, "Vanaf deze plek kwamen net al meer aanmeldingen. Probeer het over een uur weer."
        )
        return render(request, "digests/open/ask.html", {"form": form}, status=429)
    typed = form.cleaned_data
    actions.ask(address=typed["email"], frequency=typed["frequency"], now=timezone.now())
    return see_other("digests:open_asked")


@login_not_required
@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way; the same to everyone, whoever gets the digest already."""
    return render(request, "digests/open/asked.html")


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show what one says yes to; say it on POST, because mail scanners open links too."""
    found = asked_for(token)
    if found is None:
        return render(request, "digests/open/gone.html", status=410)
    subscription_id, frequency = found
    page = {"frequency": OpenSubscription.Frequency(frequency).label}
    if request.method != "POST":
        return render(request, "digests/open/confirm.html", page)
    if not actions.confirm(subscription_id=subscription_id, frequency=frequency, now=timezone.now()):
        return render(request, "digests/open/gone.html", status=410)
    return render(request, "digests/open/confirmed.html", page)
