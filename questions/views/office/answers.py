"""Who reacted how, and all answers on one screen."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from questions.models import Question
from questions.models.steps import STEPS
from questions.queries.answers import answer_sheet
from questions.queries.office import history_of
from questions.queries.overview import overview_of
from questions.queries.synthesis import synthesis_text
from questions.views.office.access import for_programme_team, question_or_404
from ui.htmx import see_other

BEFORE_THIS = {
    Question.State.SUBMITTED: "questions_office:offered",
    Question.State.DRAFT: "questions_office:revise",
    Question.State.READY: "questions_office:recipients",
    Question.State.SCHEDULED: "questions_office:recipients",
}
# The steps with a page of their own, which says what they send and what they fix.
LEAVING = [
    (STEPS["second_round"], "questions_office:second-round"),
    (STEPS["withdraw"], "questions_office:withdraw"),
]


@for_programme_team
@require_GET
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who reacted how, and what can be done next."""
    question = question_or_404(request, pk)
    if question.state in BEFORE_THIS:
        return see_other(BEFORE_THIS[question.state], pk)
    context = {
        "question": question,
        "overview": overview_of(
            question,
            organizations_page=request.GET.get("organisaties"),
            members_page=request.GET.get("leden"),
        ),
        "outcomes": list(question.outcomes.order_by("-happened_on", "-pk")),
        "synthesis": synthesis_text(question),
        "history": history_of(question),
        "next_steps": [(step, url) for step, url in LEAVING if question.state in step.sources],
    }
    return render(request, "questions/office/question.html", context)


@for_programme_team
@require_GET
def answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every answer, one by one or per sub-question."""
    question = question_or_404(request, pk)
    sheet = answer_sheet(question)
    context = {"question": question, "sheet": sheet, "is_by_part": request.GET.get("per") == "deelvraag"}
    return render(request, "questions/office/answers.html", context)
