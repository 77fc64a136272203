"""Who reacted how, all answers on one screen, and taking them along."""

import structlog
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from questions.exports.workbook import answers_workbook
from questions.models import Question
from questions.queries.answers import answer_sheet
from questions.queries.office import overview_of
from questions.queries.synthesis import synthesis_of
from questions.views.office.access import for_programme_team, question_or_404
from ui.htmx import see_other

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
log = structlog.get_logger(__name__)


@for_programme_team
@require_GET
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who reacted how, and what can be done next."""
    question = question_or_404(request, pk)
    if question.state == Question.State.DRAFT:
        return see_other("questions_office:revise", pk)
    if question.state in (Question.State.READY, Question.State.SCHEDULED):
        return see_other("questions_office:recipients", pk)
    context = {
        "question": question,
        "overview": overview_of(question),
        "outcomes": list(question.outcomes.order_by("-happened_on", "-pk")),
        "synthesis": synthesis_of(question),
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


@for_programme_team
@require_GET
def download_answers(request: HttpRequest, pk: int) -> HttpResponse:
    """Give all answers as a workbook, and write down who took it."""
    question = question_or_404(request, pk)
    log.info("answers_exported", question=question.pk, member=request.user.pk)
    return as_download(answers_workbook(question), XLSX, f"antwoorden-{file_name(question)}.xlsx")


def file_name(question: Question) -> str:
    """Return the title and the day, fit for a file."""
    return f"{slugify(question.title)[:60]}-{timezone.localdate():%Y-%m-%d}"


def as_download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """Answer with a file that nobody keeps but who asked for it."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response
