"""The members' side of questions: reading what is asked and what came back."""

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from members.queries.outline import MAP
from questions.actions import planning
from questions.models import Question
from questions.permissions import may_read_answers, require
from questions.queries import pages
from questions.queries.pictures import pictures_of
from questions.queries.reading import shown_answers


@login_not_required
@require_GET
def question_list(request: HttpRequest) -> HttpResponse:
    """Show what is asked now, and what became of earlier questions."""
    now = timezone.now()
    found = pages.question_list(request.roles, now, request.GET.get("pagina"))
    return render(request, "questions/list.html", {"list": found, "now": now})


@login_not_required
@require_GET
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """
    Show one question, what this person can do with it, and what became of it.

    Who follows a link to a question that is not hers to read, sees that it exists and whom to ask.
    """
    now = timezone.now()
    questions = Question.objects.with_surroundings()
    found = questions.visible_to(request.roles).filter(pk=pk).first()
    if found is None:
        asked = get_object_or_404(questions.asked(), pk=pk)
        return render(request, "questions/announcement.html", {"question": asked})
    if found.is_open and found.planned_at is None and request.roles.is_member:
        planning.write_recipients(question=found, now=now)
    page = pages.question_page(found, request.roles, now)
    if page.is_new_to_her:
        planning.note_seen(question=found, actor=request.user, now=now)
    return render(request, "questions/question.html", {"page": page, "question": found, "now": now})


@login_not_required
@require_GET
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """Show from where answers came and what was chosen, once the synthesis is there to read it with."""
    found = get_object_or_404(Question.objects.visible_to(request.roles).told(), pk=pk)
    context = {"question": found, "pictures": pictures_of(found, for_team=False), "map": MAP}
    return render(request, "questions/pictures.html", context)


@login_not_required
@require_GET
def answers(request: HttpRequest, pk: int, of_organizations: bool) -> HttpResponse:
    """Show the answers in one of the two voices, as far as this person may read them."""
    found = get_object_or_404(Question.objects.visible_to(request.roles).asked(), pk=pk)
    may_read = may_read_answers(request.roles, found)
    if not may_read and request.user.is_anonymous:
        return redirect_to_login(request.get_full_path())
    require(may_read)
    page = shown_answers(
        found, request.roles, of_organizations=of_organizations, page=request.GET.get("pagina")
    )
    context = {"question": found, "page": page, "of_organizations": of_organizations}
    return render(request, "questions/answers.html", context)
