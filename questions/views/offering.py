"""A national party offers a question, and reads along while it is prepared; no account is needed."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from members.actions.invitations import token_hash
from questions.actions import offering
from questions.actions.steps import WrongState
from questions.forms.offering import OfferForm
from questions.models import Offer
from questions.queries.offers import offer_page
from ui.htmx import see_other


@login_not_required
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    """Show the form, and keep what is offered."""
    form = OfferForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "questions/offer.html", {"form": form}, status=422 if form.errors else 200)
    if form.is_by_machine:
        return see_other("questions:offered")
    if not ratelimit.consume(request, action="offer_question"):
        form.add_error(
            None, "Vanaf deze plek kwamen net al meer vragen. Probeer het over een uur weer, of bel ons."
        )
        return render(request, "questions/offer.html", {"form": form}, status=429)
    offering.offer_question(offering=form.offering(), now=timezone.now())
    return see_other("questions:offered")


@login_not_required
@require_GET
def offered(request: HttpRequest) -> HttpResponse:
    """Say that the offer arrived, and what happens next."""
    return render(request, "questions/offered.html")


@login_not_required
@never_cache
@sensitive_variables("key")
@require_http_methods(["GET", "POST"])
def offer_status(request: HttpRequest, key: str) -> HttpResponse:
    """Show who offered a question where it is and what it says; the link is her key."""
    found = Offer.objects.select_related("question__merged_into").filter(key_hash=token_hash(key)).first()
    if found is None:
        return render(request, "questions/offer_gone.html", status=410)
    if request.method == "POST":
        try:
            offering.agree_with_text(key=key, seen=request.POST.get("seen", ""), now=timezone.now())
        except offering.TextChanged:
            messages.error(request, "De tekst veranderde terwijl je las. Lees hem nog een keer na.")
        except WrongState:
            messages.info(request, "Deze tekst ligt al vast, of we zijn er nog niet aan begonnen.")
        else:
            messages.success(request, "Dank je. We weten dat dit jouw vraag is.")
        return see_other("questions:offer_status", key)
    return render(request, "questions/offer_status.html", {"page": offer_page(found)})
