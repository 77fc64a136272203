"""What national parties offered: looking at it, beginning to work on it, and letting them read along."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from questions.actions import offering
from questions.actions.steps import WrongState
from questions.models import Offer
from questions.views.office.access import for_programme_team, question_or_404
from ui.htmx import see_other


@for_programme_team
@require_GET
def offered(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was offered and by whom."""
    question = question_or_404(request, pk)
    offers = Offer.objects.filter(question=question)
    offer = get_object_or_404(offers)
    return render(request, "questions/office/offered.html", {"question": question, "offer": offer})


@for_programme_team
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin to work on what was offered."""
    question = question_or_404(request, pk)
    try:
        offering.accept_offer(question=question, actor=request.user, now=timezone.now())
    except WrongState:
        messages.info(request, "Iemand nam deze vraag al in behandeling.")
        return see_other("questions_office:question", pk)
    messages.success(request, "De vraag is nu een concept. Maak de tekst af, samen met de vrager.")
    return see_other("questions_office:revise", pk)


@for_programme_team
@require_POST
def send_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask who offered the question whether the text is hers."""
    question = question_or_404(request, pk)
    try:
        offering.send_text(question=question, actor=request.user, now=timezone.now())
    except offering.NoAddress:
        messages.error(request, "De vrager liet geen e-mailadres achter. Bel dus even.")
    except WrongState:
        messages.info(request, "De tekst kan nu niet voorgelegd worden.")
    else:
        messages.success(request, "De vrager krijgt een brief met een link naar de tekst.")
    return see_other("questions_office:question", pk)
