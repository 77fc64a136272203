"""Where a respondent says whether she recognises what was made of her answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from questions.actions import returning
from questions.forms.returning import VerdictForm
from questions.models import Answer, Question
from questions.permissions import may_change_answer, require
from questions.queries.synthesis import synthesis_text
from questions.queries.versions import passages_fed_by
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def verdicts(request: HttpRequest, pk: int, answer_pk: int) -> HttpResponse:
    """Show the passages that rest on an answer, and the whole, and take in what its writer says of them."""
    own = Answer.objects.own(request.roles).submitted().select_related("question", "organization")
    found = own.filter(question__in=Question.objects.visible_to(request.roles))
    answer = get_object_or_404(found, question=pk, question__state=Question.State.RETURNED, pk=answer_pk)
    require(may_change_answer(request.roles, answer))
    now = timezone.now()
    text = synthesis_text(answer.question)
    kept = {verdict.passage_id: verdict for verdict in answer.verdicts.all()}
    data = request.POST if request.method == "POST" else None
    forms = [VerdictForm(data, passage, kept.get(passage.pk)) for passage in passages_fed_by(text, [answer])]
    is_valid = [form.is_valid() for form in forms]
    if request.method == "POST" and all(is_valid):
        return _keep(request, answer, forms)
    context = {
        "question": answer.question,
        "answer": answer,
        "text": text,
        "forms": forms,
        "invalid": next((form for form in forms if form.errors), None),
        "is_over": now > answer.question.return_until,
    }
    return render(request, "questions/verdicts.html", context, status=422 if data is not None else 200)


def _keep(request: HttpRequest, answer: Answer, forms: list[VerdictForm]) -> HttpResponse:
    said = [each for form in forms if (each := form.said())]
    try:
        returning.give_verdicts(answer=answer, actor=request.user, said=said, now=timezone.now())
    except returning.NotReturned:
        messages.warning(request, "Reageren kan niet meer. Het programmateam werkt de synthese af.")
    else:
        messages.success(request, "Dank je. Wat je schreef, komt als kanttekening bij de passages te staan.")
    return see_other("questions:question", answer.question_id)
