"""The documents that go with a question: adding one, and taking it away."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from files.refusals import Refused
from files.vetting import vet
from questions.actions import enclosing
from questions.actions.steps import WrongState
from questions.forms.steps import FileForm
from questions.views.office.access import for_programme_team, question_or_404, typed
from ui.htmx import see_other

FIXED = "Deze vraag ligt vast. De bijlagen veranderen niet meer."


@for_programme_team
@require_http_methods(["GET", "POST"])
def files(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what goes with the question, and keep one more."""
    question = question_or_404(request, pk)
    form = FileForm(typed(request), request.FILES or None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            enclosing.add_file(
                question=question, vetted=vet(file, file.name), actor=request.user, now=timezone.now()
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        except enclosing.TooManyFiles:
            form.add_error("file", f"Er horen al {enclosing.MOST_FILES} bijlagen bij. Haal er eerst een weg.")
        except WrongState:
            form.add_error(None, FIXED)
        else:
            messages.success(request, "De bijlage hoort nu bij de vraag.")
            return see_other("questions_office:files", pk)
    context = {"question": question, "form": form, "files": list(question.files.order_by("added_at", "pk"))}
    return render(request, "questions/office/files.html", context, status=422 if form.errors else 200)


@for_programme_team
@require_POST
def remove(request: HttpRequest, pk: int, key: UUID) -> HttpResponse:
    """Take a document away."""
    question = question_or_404(request, pk)
    try:
        enclosing.remove_file(question=question, key=key, actor=request.user, now=timezone.now())
    except WrongState:
        messages.info(request, FIXED)
    return see_other("questions_office:files", pk)
