"""The answers from above, for the programme team."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from members.queries.outline import MAP
from questions.queries.pictures import pictures_of
from questions.views.office.access import for_programme_team, question_or_404
from ui.htmx import see_other


@for_programme_team
@require_GET
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """Show where answers came from, what was chosen, and how long it took."""
    question = question_or_404(request, pk)
    if question.opened_at is None:
        return see_other("questions_office:revise", pk)
    context = {"question": question, "pictures": pictures_of(question, for_team=True), "map": MAP}
    return render(request, "questions/office/pictures.html", context)
