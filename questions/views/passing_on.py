"""Giving a question to a colleague, and taking it on again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from questions.actions import passing_on
from questions.forms.passing_on import PassOnForm
from questions.models import Recipient
from questions.permissions import may_pass_on, require
from questions.queries.people import colleagues_at
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def pass_on(request: HttpRequest, pk: int, recipient_pk: int) -> HttpResponse:
    """Let a contact person choose a colleague who answers."""
    recipient = _recipient(request, pk, recipient_pk)
    colleagues = colleagues_at(recipient.organization, besides=request.user)
    form = PassOnForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    if form.is_valid():
        try:
            passing_on.pass_on(
                recipient=recipient, actor=request.user, now=timezone.now(), **form.cleaned_data
            )
        except passing_on.NoColleague:
            form.add_error("colleague", "Deze collega werkt hier niet meer. Kies iemand anders.")
        else:
            messages.success(
                request, f"{form.cleaned_data['colleague'].name} krijgt bericht en kan antwoorden."
            )
            return see_other("questions:question", pk)
    context = {"question": recipient.question, "recipient": recipient, "colleagues": colleagues, "form": form}
    return render(request, "questions/pass_on.html", context, status=422 if form.errors else 200)


@require_POST
def take_on_again(request: HttpRequest, pk: int, recipient_pk: int) -> HttpResponse:
    """Let contact persons alone answer again."""
    passing_on.take_on_again(recipient=_recipient(request, pk, recipient_pk), actor=request.user)
    messages.success(request, "Je hebt de vraag teruggenomen.")
    return see_other("questions:question", pk)


def _recipient(request: HttpRequest, pk: int, recipient_pk: int) -> Recipient:
    asked = Recipient.objects.visible_to(request.roles).select_related("question", "organization")
    recipient = get_object_or_404(asked, question=pk, pk=recipient_pk)
    require(may_pass_on(request.roles, recipient))
    return recipient
