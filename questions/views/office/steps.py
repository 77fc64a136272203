"""Leaving the way: withdrawing a question, merging it, and beginning a second round."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from questions.actions import ending, rounds
from questions.actions.steps import WrongState
from questions.forms.steps import MergeForm, WithdrawForm
from questions.models import Question
from questions.models.steps import STEPS
from questions.views.office.access import for_programme_team, question_or_404, typed
from ui.htmx import see_other

TOO_LATE = "Deze stap kan nu niet meer. Kijk hoe de vraag ervoor staat."


@for_programme_team
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why, and stop asking."""
    question = question_or_404(request, pk)
    form = WithdrawForm(typed(request))
    if form.is_valid():
        try:
            ending.withdraw_question(
                question=question, actor=request.user, reason=form.cleaned_data["reason"], now=timezone.now()
            )
        except WrongState:
            form.add_error(None, TOO_LATE)
        else:
            messages.success(request, "De vraag is ingetrokken.")
            return see_other("questions_office:question", pk)
    return _step_page(request, question, "withdraw", form)


@for_programme_team
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the question in which this one goes on."""
    question = question_or_404(request, pk)
    form = MergeForm(typed(request), question=question)
    if form.is_valid():
        into = form.cleaned_data["into"]
        try:
            ending.merge_question(question=question, into=into, actor=request.user, now=timezone.now())
        except ending.NotAnother:
            form.add_error("into", "Die vraag ligt al vast. Kies een andere.")
        except WrongState:
            form.add_error(None, TOO_LATE)
        else:
            messages.success(request, f"De vraag gaat verder in ‘{into.title}’.")
            return see_other("questions_office:question", pk)
    return _step_page(request, question, "merge", form)


@for_programme_team
@require_http_methods(["GET", "POST"])
def second_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether to end the first round, and go on with the draft of the second."""
    question = question_or_404(request, pk)
    if request.method == "GET":
        return _step_page(request, question, "second_round", None)
    try:
        second = rounds.begin_second_round(question=question, actor=request.user, now=timezone.now())
    except WrongState:
        messages.info(request, "Een tweede ronde kan als de synthese gedeeld is, en één keer.")
        return see_other("questions_office:question", pk)
    messages.success(request, "Dit is het concept van de tweede ronde. Schrijf wat je nu wilt vragen.")
    return see_other("questions_office:revise", second.pk)


def _step_page(
    request: HttpRequest, question: Question, name: str, form: WithdrawForm | MergeForm | None
) -> HttpResponse:
    """Say what a step sends and what it fixes, before it is taken."""
    context = {"question": question, "step": STEPS[name], "form": form}
    status = 422 if form is not None and form.errors else 200
    return render(request, "questions/office/step.html", context, status=status)
