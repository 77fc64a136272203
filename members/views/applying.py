"""Becoming a member: the form, and what becomes of it; no account is needed."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods

from members.actions import applications as actions
from members.forms.applications import AnswerForm, ApplicationForm
from members.models import Application
from members.notifications.applications import application_of_token
from ui.htmx import see_other


@login_not_required
@require_http_methods(["GET", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """Show the form, and keep what is asked; the answer is the same whoever's address it is."""
    own = {"name": request.user.name, "email": request.user.email} if request.roles.member_id else None
    form = ApplicationForm(request.POST if request.method == "POST" else None, initial=own)
    if not form.is_valid():
        return render(request, "members/apply.html", {"form": form}, status=422 if form.errors else 200)
    if form.is_by_machine:
        return see_other("members:applied")
    if not ratelimit.consume(request, action="apply"):
        form.add_error(
            None, "Vanaf deze plek kwamen net al meer aanvragen. Probeer het over een uur weer, of mail ons."
        )
        return render(request, "members/apply.html", {"form": form}, status=429)
    actions.apply(applying=form.applying(), actor=request.user, now=timezone.now())
    return see_other("members:applied")


@login_not_required
@require_GET
def applied(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way; the same to everyone."""
    return render(request, "members/applied.html")


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, token: str) -> HttpResponse:
    """
    Show an applicant how it stands; take her yes, her answer, or that she wants it no more.

    The link from her letter is her key. Opening it changes nothing, because mail scanners open
    links too.
    """
    found = Application.objects.filter(pk=application_of_token(token)).first()
    if found is None:
        return render(request, "members/application_gone.html", status=410)
    form = AnswerForm(request.POST if request.POST.get("do") == "answer" else None)
    match request.POST.get("do"):
        case "withdraw":
            actions.withdraw_application(application=found)
            return render(request, "members/application_gone.html", {"is_erased": True})
        case "confirm":
            actions.confirm_application(application=found, now=timezone.now())
            return see_other("members:application", token)
        case "answer" if form.is_valid():
            if actions.answer_question(
                application=found, answer=form.cleaned_data["answer"], now=timezone.now()
            ):
                messages.success(request, "Dank je wel. We lezen je antwoord en laten van ons horen.")
            return see_other("members:application", token)
    context = {"application": found, "form": form}
    return render(request, "members/application.html", context, status=422 if form.errors else 200)
