"""Writing to a member through the portal."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from members.actions import messages as actions
from members.forms.messages import AnswerForm, MessageForm
from members.models import Member, Message
from members.permissions import may_judge_message, may_write_to, require
from members.queries import messages as queries
from ui.htmx import see_other

TAKES_NONE = "Dit lid krijgt geen berichten via het portaal."
TOO_MANY = "Je schreef vandaag al genoeg. Wacht op antwoord, of probeer het morgen nog een keer."


@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to a member, or ask her to call."""
    recipient = get_object_or_404(Member.objects.visible_to(request.roles), pk=pk)
    require(may_write_to(request.roles, recipient))
    initial = {"call_number": request.user.phone, "kind": request.GET.get("soort", Message.Kind.WORDS)}
    form = MessageForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and _sent(
        form, actions.send, recipient=recipient, actor=request.user, **form.cleaned_data
    ):
        messages.success(request, f"Je bericht is onderweg naar {recipient.name}.")
        return see_other(recipient)
    takes = queries.takes_messages_of(recipient.pk, request.user.pk)
    context = {"recipient": recipient, "form": form, "takes_messages": takes}
    return render(request, "members/write.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what two members wrote to each other, to these two only, and let one answer."""
    found = get_object_or_404(
        Message.objects.visible_to(request.roles).select_related("sender", "recipient"), pk=pk
    )
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _sent(
        form, actions.answer, message=found, actor=request.user, text=form.cleaned_data["text"]
    ):
        messages.success(request, "Je antwoord is onderweg.")
        return see_other(found)
    exchange = queries.exchange(request.roles, found)
    context = {
        "message": found,
        "exchange": exchange,
        "form": form,
        "may_write": exchange.takes_messages and may_write_to(request.roles, exchange.other),
        "may_judge": may_judge_message(request.roles, found),
    }
    return render(request, "members/message.html", context, status=422 if form.errors else 200)


@require_POST
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the programme team read a message that should not have been sent."""
    found = get_object_or_404(Message.objects.visible_to(request.roles), pk=pk)
    actions.report(message=found, actor=request.user, now=timezone.now())
    messages.success(request, "Gemeld. Het programmateam leest het bericht en neemt contact met je op.")
    return see_other(found)


@require_POST
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Want no more messages of a member, or want them again."""
    sender = get_object_or_404(Member.objects.visible_to(request.roles), pk=pk)
    if "again" in request.POST:
        actions.allow(sender=sender, actor=request.user)
        messages.success(request, f"Je krijgt weer berichten van {sender.name}.")
    else:
        actions.refuse(sender=sender, actor=request.user, now=timezone.now())
        messages.success(request, f"Je krijgt geen berichten meer van {sender.name}. Dat hoort niemand.")
    return see_other("members:profile")


def _sent(form: AnswerForm, act, **arguments) -> bool:
    """Do it, and say beside the text why it did not go."""
    try:
        act(**arguments, now=timezone.now())
    except actions.TakesNoMessages:
        form.add_error("text", TAKES_NONE)
    except actions.TooManyMessages:
        form.add_error("text", TOO_MANY)
    return form.is_valid()
