"""Towards the opening: finding a draft ready, choosing the moment, and back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from questions.actions import preparing
from questions.actions.asking import NotReady
from questions.actions.steps import WrongState
from questions.forms.office import ScheduleForm
from questions.views.office.access import for_programme_team, question_or_404, typed
from questions.views.office.asking import missing_page
from ui.htmx import see_other


@for_programme_team
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Find a draft ready, as its second pair of eyes."""
    question = question_or_404(request, pk)
    try:
        preparing.approve_question(
            question=question, actor=request.user, seen=request.POST.get("seen", ""), now=timezone.now()
        )
    except preparing.OwnWords:
        messages.error(request, "Jij bewerkte deze vraag het laatst. Laat een collega meekijken.")
    except preparing.TextChanged:
        messages.error(request, "De vraag veranderde terwijl je las. Lees hem nog een keer na.")
    except NotReady as refusal:
        return missing_page(request, question, refusal)
    except WrongState:
        messages.info(request, "Deze vraag is geen concept meer.")
    else:
        messages.success(request, "De vraag is klaar. Je kunt hem openzetten of plannen.")
    return see_other("questions_office:recipients", pk)


@for_programme_team
@require_POST
def reopen_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a question that was ready or planned a draft again."""
    question = question_or_404(request, pk)
    try:
        preparing.reopen_draft(question=question, actor=request.user, now=timezone.now())
    except WrongState:
        messages.info(request, "Deze vraag kan niet meer terug naar concept.")
    else:
        messages.success(request, "De vraag is weer een concept.")
    return see_other("questions_office:recipients", pk)


@for_programme_team
@require_http_methods(["GET", "POST"])
def schedule(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the moment at which the question opens by itself."""
    question = question_or_404(request, pk)
    form = ScheduleForm(typed(request))
    if form.is_valid():
        try:
            preparing.schedule_question(
                question=question,
                actor=request.user,
                opens_at=form.cleaned_data["opens_at"],
                now=timezone.now(),
            )
        except preparing.WrongMoment:
            form.add_error("opens_at", "Kies een moment in de toekomst, en vóór de sluiting van de vraag.")
        except WrongState:
            form.add_error(None, "Plannen kan als een collega de vraag klaar vond, en één keer.")
        else:
            messages.success(request, "De vraag gaat op dat moment vanzelf open.")
            return see_other("questions_office:recipients", pk)
    context = {"question": question, "form": form}
    return render(request, "questions/office/schedule.html", context, status=422 if form.errors else 200)
