"""The programme team's desk for who wants to become a member."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from members.actions import applications as actions
from members.forms.applications import NEW, NOWHERE, AcceptForm, AskForm, DeclineForm
from members.models import Application, Member
from members.queries import applications as queries
from members.views.access import for_programme_team
from ui.htmx import see_other


@for_programme_team
@require_GET
def applications(request: HttpRequest) -> HttpResponse:
    """Show who waits, and what was decided of late."""
    page = queries.applications(request.roles)
    return render(request, "members/office/applications.html", {"page": page})


@for_programme_team
@require_http_methods(["GET", "POST"])
def application(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one application; accept it, ask something back, or decline it."""
    found = get_object_or_404(Application.objects.visible_to(request.roles), pk=pk)
    page = queries.application_page(found)
    does = request.POST.get("do")
    forms = {
        "accept": AcceptForm(
            request.POST if does == "accept" else None, likely=page.likely, initial=_suggested(page)
        ),
        "ask": AskForm(request.POST if does == "ask" else None),
        "decline": DeclineForm(request.POST if does == "decline" else None),
    }
    form = forms.get(does)
    if form is not None and form.is_valid():
        try:
            messages.success(request, _do(does, found, form, request.user))
        except actions.AlreadyDecided:
            messages.info(request, "Hierover is intussen al besloten, of de aanvraag is ingetrokken.")
        except actions.NameTaken:
            form.add_error(
                "new_name", "Er is al een organisatie met deze naam. Kies die, of een andere naam."
            )
        if not form.errors:
            return see_other("members_office:applications")
    context = {"page": page, "application": found, "forms": forms, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "members/office/application.html", context, status=status)


def _suggested(page: queries.ApplicationPage) -> dict:
    """Return what is most likely right, so that one press is often enough."""
    name = page.application.organization
    place = str(page.likely[0].pk) if page.likely else NEW if name else NOWHERE
    return {"place": place, "new_name": name}


def _do(does: str, application: Application, form, actor: Member) -> str:
    """Do what was asked, and say what was done."""
    now = timezone.now()
    match does:
        case "accept":
            actions.accept_application(application=application, **form.chosen(), actor=actor, now=now)
            return f"{application.name} krijgt een uitnodiging per mail."
        case "ask":
            actions.ask_applicant(application=application, **form.cleaned_data, actor=actor, now=now)
            return f"Je vraag is onderweg naar {application.name}."
        case _:
            actions.decline_application(application=application, **form.cleaned_data, actor=actor, now=now)
            return f"{application.name} krijgt een brief met jouw woorden."
