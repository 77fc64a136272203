"""Asking about a development, and everything that is done with a question."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from home.actions import enquiries as actions
from home.forms.enquiries import AnswerForm, EnquiryForm, HideForm, ReadersForm, WordsForm
from home.models import DevelopmentPage, Enquiry
from home.permissions import may_ask
from home.queries.enquiries import EnquiryDesk, enquiry_desks
from members.models import Member
from members.permissions import require
from ui.htmx import see_other

FORMS = {
    "change": WordsForm,
    "follow_up": WordsForm,
    "answer": AnswerForm,
    "readers": ReadersForm,
    "hide": HideForm,
}
DONE = {
    "change": "Je vraag is gewijzigd.",
    "follow_up": "Je vervolgvraag staat erbij. Je krijgt bericht zodra er een antwoord is.",
    "answer": "Het antwoord is bewaard.",
    "readers": "Je keuze is bewaard.",
    "hide": "De vraag is verborgen. Wie het vroeg, krijgt je reden per mail.",
    "show": "De vraag is weer te lezen.",
    "want": "Je krijgt bericht zodra er een antwoord is.",
    "want_not": "Je krijgt geen bericht over het antwoord.",
    "withdraw": "Je vraag is ingetrokken.",
}


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a member ask a question about a development."""
    page = get_object_or_404(DevelopmentPage.objects.live().public(), pk=pk)
    require(may_ask(request.roles, page))
    form = EnquiryForm(request.POST if request.method == "POST" else None, actor=request.user)
    if form.is_valid():
        enquiry = actions.ask(page=page, **form.cleaned_data, actor=request.user, now=timezone.now())
        messages.success(request, "Je vraag staat erbij. Je krijgt bericht zodra er een antwoord is.")
        return see_other(f"{page.address}#vraag-{enquiry.pk}")
    return render(request, "home/ask.html", {"page": page, "form": form}, status=422 if form.errors else 200)


@login_not_required
@require_http_methods(["GET", "POST"])
def enquiry(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a question with its answer; a POST says in ``what`` what is done with it."""
    enquiries = Enquiry.objects.visible_to(request.roles).select_related("page", "previous", "follow_up")
    found = get_object_or_404(enquiries, pk=pk)
    typed: dict[tuple[int, str], Form] = {}
    if request.method == "POST":
        what = request.POST.get("what", "")
        form = _form(what, found, request.POST)
        if (form is None or form.is_valid()) and _is_done(what, found, form, request.user, timezone.now()):
            messages.success(request, DONE[what])
            return see_other(found.page.address if what == "withdraw" else found)
        typed[found.pk, what] = form
    desks = enquiry_desks(request.roles, found)
    context = {"page": found.page, "desks": [(desk, _forms_of(desk, typed)) for desk in desks]}
    return render(request, "home/enquiry.html", context, status=422 if typed else 200)


def _is_done(what: str, enquiry: Enquiry, form: Form | None, actor: Member, now: datetime) -> bool:
    """Do what was asked, and say whether that went; if not, the form says why."""
    require(actor.is_authenticated)
    typed = form.cleaned_data if form else {}
    try:
        _act(what, enquiry, actor, now)(**typed)
    except actions.AlreadyAnswered:
        form.add_error(None, "Er staat intussen een antwoord. Ververs de pagina om het te lezen.")
        return False
    return True


def _act(what: str, enquiry: Enquiry, actor: Member, now: datetime) -> Callable[..., object]:
    """Return the action that goes by this name, with the facts it needs besides what was typed."""
    facts = {"enquiry": enquiry, "actor": actor}
    if what == "answer" and enquiry.answered_at:
        what = "change_answer"
    acts: dict[str, Callable[..., object]] = {
        "change": lambda **typed: actions.change_enquiry(**facts, **typed),
        "follow_up": lambda **typed: actions.ask_on(**facts, **typed, now=now),
        "answer": lambda **typed: actions.answer_enquiry(**facts, **typed, now=now),
        "change_answer": lambda **typed: actions.change_answer(**facts, **typed),
        "readers": lambda **typed: actions.choose_readers(**facts, **typed),
        "hide": lambda **typed: actions.hide_enquiry(**facts, **typed, now=now),
        "show": lambda: actions.show_enquiry(**facts),
        "want": lambda: actions.want_answer(**facts, now=now),
        "want_not": lambda: actions.want_no_answer(**facts),
        "withdraw": lambda: actions.withdraw_enquiry(**facts),
    }
    if what not in acts:
        raise Http404
    return acts[what]


def _form(what: str, enquiry: Enquiry, data=None) -> Form | None:
    """Return the form that goes with an act, filled with what stands there now."""
    if what not in FORMS:
        return None
    now_there = {
        "change": {"text": enquiry.text},
        "answer": {"text": enquiry.answer},
        "readers": {"is_public": enquiry.is_public, "naming": enquiry.naming},
    }
    return FORMS[what](data, prefix=f"{what}-{enquiry.pk}", initial=now_there.get(what))


def _forms_of(desk: EnquiryDesk, typed: dict[tuple[int, str], Form]) -> dict[str, Form]:
    """Return a form for everything that this person may do and that takes words."""
    enquiry = desk.enquiry
    return {what: typed.get((enquiry.pk, what)) or _form(what, enquiry) for what in FORMS if what in desk.may}
