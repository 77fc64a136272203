"""Sending a draft as it is."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from questions.actions import sending
from questions.models import Recipient
from questions.permissions import may_speak, require
from questions.queries.sending import draft_of
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def send_as_it_is(request: HttpRequest, pk: int, recipient_pk: int) -> HttpResponse:
    """Show the draft of one voice, and hand it in when the button is pressed."""
    recipients = Recipient.objects.visible_to(request.roles).select_related("question", "organization")
    recipient = get_object_or_404(recipients, question=pk, pk=recipient_pk)
    require(may_speak(request.roles, recipient))
    if request.method == "POST":
        try:
            sending.send_as_it_is(recipient=recipient, actor=request.user, now=timezone.now())
        except sending.NothingToSend:
            messages.info(request, "Er lag geen concept meer klaar, of de vraag is gesloten.")
        else:
            messages.success(request, "Je antwoord is verstuurd. Je kunt het tot de sluiting nog wijzigen.")
        return see_other("questions:question", pk)
    context = {"question": recipient.question, "recipient": recipient, "draft": draft_of(recipient)}
    return render(request, "questions/send.html", context)
