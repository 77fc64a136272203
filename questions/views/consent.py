"""Where a writer comes back on what may be done with her answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from questions.actions import consent as consenting
from questions.forms.returning import ConsentForm
from questions.models import Answer, Question
from questions.permissions import may_change_answer, require
from questions.queries.reading import SAYS_SOMETHING
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def consent(request: HttpRequest, pk: int, answer_pk: int) -> HttpResponse:
    """Show what its writer allows of an answer, and take in what she allows from now on."""
    own = Answer.objects.own(request.roles).submitted().select_related("question", "organization")
    found = own.filter(question__in=Question.objects.visible_to(request.roles))
    answer = get_object_or_404(found.exclude(question__state="open"), question=pk, pk=answer_pk)
    require(may_change_answer(request.roles, answer))
    said = answer.parts.filter(SAYS_SOMETHING).select_related("sub_question")
    parts = list(said.order_by("sub_question__position", "reading"))
    form = ConsentForm(request.POST if request.method == "POST" else None, answer, parts)
    if form.is_valid():
        return _change(request, answer, form)
    context = {"question": answer.question, "answer": answer, "form": form}
    return render(request, "questions/consent.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, answer: Answer, form: ConsentForm) -> HttpResponse:
    try:
        changed = consenting.change_consent(
            answer=answer,
            actor=request.user,
            readers=form.cleaned_data["readers"],
            parts=form.parts(),
            now=timezone.now(),
        )
    except consenting.NotHandedIn:
        messages.warning(request, "Dit antwoord is intussen ingetrokken.")
    else:
        messages.success(
            request, "Bewaard. Op de site geldt het meteen." if changed else "Er is niets gewijzigd."
        )
    return see_other("questions:question", answer.question_id)
