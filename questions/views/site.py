"""The members' side of questions: reading, answering, reacting."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from questions.models import Question, Recipient


@login_not_required
@require_GET
def question_list(request: HttpRequest) -> HttpResponse:
    """Show what is asked now, and what became of earlier questions."""
    questions = Question.objects.visible_to(request.roles).order_by("-opened_at")
    return render(request, "questions/list.html", {"questions": questions})


@login_not_required
@require_GET
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one question."""
    found = get_object_or_404(Question.objects.visible_to(request.roles), pk=pk)
    return render(request, "questions/question.html", {"question": found})


@require_GET
def answer_personally(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the place where a member answers for herself."""
    return question(request, pk)


@require_GET
def answer_on_behalf(request: HttpRequest, pk: int, organization_pk: int) -> HttpResponse:
    """Show the place where a contact person answers for her organisation."""
    get_object_or_404(Recipient.objects.visible_to(request.roles), question=pk, organization=organization_pk)
    return question(request, pk)


@require_GET
def react(request: HttpRequest, pk: int, recipient_pk: int) -> HttpResponse:
    """Show the other ways to react."""
    get_object_or_404(Recipient.objects.visible_to(request.roles), question=pk, pk=recipient_pk)
    return question(request, pk)
