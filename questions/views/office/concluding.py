"""Telling back, and rounding off."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from questions.actions import concluding
from questions.forms.concluding import OutcomeForm
from questions.views.office.access import for_programme_team, question_or_404, typed
from ui.htmx import see_other


@for_programme_team
@require_POST
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Round the question off."""
    question = question_or_404(request, pk)
    try:
        concluding.complete_question(question=question, actor=request.user, now=timezone.now())
    except concluding.NoOutcome:
        messages.error(request, "Er is nog geen terugkoppeling. Leg eerst vast wat ermee gedaan is.")
        return see_other("questions_office:outcome", pk)
    except concluding.WrongState:
        messages.info(request, "Afronden kan als de synthese gedeeld is, en één keer.")
    else:
        messages.success(request, "De vraag is afgerond.")
    return see_other("questions_office:question", pk)


@for_programme_team
@require_http_methods(["GET", "POST"])
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was told back so far, and take in what the asker did with the answers."""
    question = question_or_404(request, pk)
    form = OutcomeForm(typed(request), initial={"happened_on": timezone.localdate()})
    if form.is_valid():
        try:
            concluding.record_outcome(
                question=question, actor=request.user, now=timezone.now(), **form.cleaned_data
            )
        except concluding.WrongState:
            form.add_error(None, "De vraag staat nog open. Terugkoppelen kan na sluiting.")
        except concluding.AlreadyTold:
            messages.info(request, "Dit was al vastgelegd. Er gaat geen tweede brief uit.")
            return see_other("questions_office:question", pk)
        else:
            messages.success(
                request, "De terugkoppeling is vastgelegd. Wie antwoordde krijgt er bericht van."
            )
            return see_other("questions_office:question", pk)
    context = {
        "question": question,
        "form": form,
        "outcomes": list(question.outcomes.order_by("-happened_on", "-pk")),
    }
    return render(request, "questions/office/outcome.html", context, status=422 if form.errors else 200)
