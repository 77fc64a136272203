"""Figures of one question, for the programme team alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from questions.queries.figures import figures_of
from questions.views.office.access import for_programme_team, question_or_404


@for_programme_team
@require_GET
def figures(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whom the question reached, and what it took."""
    question = question_or_404(request, pk)
    context = {"question": question, "figures": figures_of(question, timezone.now())}
    return render(request, "questions/office/figures.html", context)
