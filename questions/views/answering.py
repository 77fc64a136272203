"""The members' side of questions: answering in one voice, and reacting otherwise."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.models import Organization
from questions.actions import answering, withdrawing
from questions.actions.merging import Merged
from questions.actions.words import PartWords, parts_said
from questions.forms.answers import AnswerForm, CallForm, ReactionForm, put_in, text_fields
from questions.models import Answer, Question, Recipient
from questions.permissions import may_answer, may_change_answer, may_see_history, may_speak, require
from questions.queries.writing import AnswerPage, answer_page, asked_organization, history_of
from ui.htmx import see_other

TOO_LATE = "De vraag is intussen gesloten. Er is niets gewijzigd."
# Whoever leaves a page open over lunch did not write all that time.
LONGEST_SITTING = 30 * 60
ANSWERED = "Er is intussen een antwoord verstuurd. Haal dat eerst terug als het niet klopt."


@require_http_methods(["GET", "POST"])
def answer_personally(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a member answer for herself."""
    found = get_object_or_404(Question.objects.visible_to(request.roles).asked(), pk=pk)
    require(may_answer(request.roles, found))
    return _answer(request, found, None)


@require_http_methods(["GET", "POST"])
def answer_on_behalf(request: HttpRequest, pk: int, organization_pk: int) -> HttpResponse:
    """Let a contact person answer for her organisation, and colleagues read along."""
    found = get_object_or_404(Question.objects.visible_to(request.roles).asked(), pk=pk)
    return _answer(request, found, asked_organization(found, organization_pk, request.roles))


@require_POST
def take_back(request: HttpRequest, pk: int, answer_pk: int) -> HttpResponse:
    """Make a draft again of what was handed in."""
    answer = get_object_or_404(Answer.objects.visible_to(request.roles), question=pk, pk=answer_pk)
    try:
        withdrawing.take_back_answer(answer=answer, actor=request.user, now=timezone.now())
    except answering.QuestionClosed:
        messages.warning(request, TOO_LATE)
    else:
        messages.success(request, "Je antwoord is weer een concept. Het programmateam leest het niet meer.")
    return see_other("questions:question", pk)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: int, answer_pk: int) -> HttpResponse:
    """Ask whether to withdraw an answer for good, and do so."""
    answers = Answer.objects.visible_to(request.roles).select_related("question", "organization")
    answer = get_object_or_404(answers, question=pk, pk=answer_pk)
    require(may_change_answer(request.roles, answer))
    if request.method == "GET":
        return render(request, "questions/withdraw.html", {"answer": answer, "question": answer.question})
    try:
        withdrawing.withdraw_answer(answer=answer, actor=request.user, now=timezone.now())
    except withdrawing.NotHandedIn:
        messages.info(request, "Dit antwoord was al ingetrokken.")
    else:
        messages.success(request, "Het antwoord is ingetrokken. De tekst is overal weggehaald.")
    return see_other("questions:question", pk)


@require_GET
def history(request: HttpRequest, pk: int, answer_pk: int) -> HttpResponse:
    """Show whoever wrote an answer what it said before."""
    answers = Answer.objects.visible_to(request.roles).select_related(
        "question", "organization", "last_editor"
    )
    answer = get_object_or_404(answers, question=pk, pk=answer_pk)
    require(may_see_history(request.roles, answer))
    context = {"answer": answer, "question": answer.question, "versions": history_of(answer)}
    return render(request, "questions/history.html", context)


@require_http_methods(["GET", "POST"])
def react(request: HttpRequest, pk: int, recipient_pk: int) -> HttpResponse:
    """Let a voice say that it will not answer, or wants to be called."""
    recipient = _recipient(request, pk, recipient_pk)
    sent = request.POST.get("reaction")
    forms = {
        reaction: form_class(request.POST if sent == reaction else None, reaction=reaction)
        for reaction, form_class in {
            Recipient.Reaction.NOT_FOR_US: ReactionForm,
            Recipient.Reaction.NO_ROOM: ReactionForm,
            Recipient.Reaction.CALL_ME: CallForm,
        }.items()
    }
    form = forms.get(sent)
    if form and form.is_valid():
        try:
            answering.react(
                recipient=recipient,
                actor=request.user,
                reaction=Recipient.Reaction(sent),
                now=timezone.now(),
                **form.cleaned_data,
            )
        except answering.QuestionClosed:
            messages.warning(request, TOO_LATE)
        except answering.AlreadyAnswered:
            messages.warning(request, ANSWERED)
        else:
            messages.success(request, "Dank je. Je krijgt over deze vraag geen herinneringen meer.")
        return see_other("questions:question", pk)
    context = {
        "question": recipient.question,
        "recipient": recipient,
        "now": timezone.now(),
        "invalid": form,
        **{reaction.value: form for reaction, form in forms.items()},
    }
    return render(request, "questions/react.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def undo_reaction(request: HttpRequest, pk: int, recipient_pk: int) -> HttpResponse:
    """Take back a reaction other than an answer."""
    recipient = _recipient(request, pk, recipient_pk)
    try:
        answering.undo_reaction(recipient=recipient, actor=request.user, now=timezone.now())
    except answering.QuestionClosed:
        messages.warning(request, TOO_LATE)
    except answering.AlreadyAnswered:
        messages.warning(request, ANSWERED)
    else:
        messages.success(request, "Je reactie is teruggedraaid. Je kunt nu weer antwoorden.")
    return see_other("questions:question", pk)


def _answer(request: HttpRequest, question: Question, organization: Organization | None) -> HttpResponse:
    page = answer_page(question, organization, request.roles)
    if request.method == "POST":
        require(page.may_write)
        return _keep_draft(request, page) if "autosave" in request.POST else _take_in(request, page)
    if not page.may_write or not question.is_open:
        return render(request, "questions/answer_read.html", {"page": page, "question": question})
    return _show_form(request, page, _form(page, None))


def _take_in(request: HttpRequest, page: AnswerPage) -> HttpResponse:
    """Save what was sent, or show it again with what is wrong."""
    submitting = "submit" in request.POST and page.question.is_open
    form = _form(page, request.POST, submitting=submitting)
    if "add_reading" in request.POST:
        return _show_form(request, page, form)
    if not form.is_valid():
        return _show_form(request, page, form, status=422)
    consulting = "consult" in request.POST and page.organization is not None
    saved = _save(request, page, form, submitting=submitting, consulting=consulting)
    if saved.has_clash:
        return _show_both(request, page, form, saved.merged)
    if saved.is_late:
        messages.warning(
            request,
            "De vraag is gesloten. Je tekst is bewaard als concept, na sluiting. "
            "Het programmateam leest hem niet vanzelf.",
        )
    elif consulting:
        messages.success(request, "Je collega's zien op deze pagina dat ze kunnen meelezen.")
    elif saved.answer.submitted_at:
        messages.success(request, "Je antwoord is verstuurd. Je kunt het tot de sluiting nog wijzigen.")
    else:
        messages.success(request, "Je concept is bewaard. Verstuur het voor de vraag sluit.")
    if saved.merged:
        messages.info(
            request, "Een collega schreef intussen ook. Jullie teksten staan nu samen in het antwoord."
        )
    return see_other("questions:question", page.question.pk)


def _keep_draft(request: HttpRequest, page: AnswerPage) -> HttpResponse:
    """
    Keep what is being typed, for the script on the page, and say on which version it goes on.

    What was handed in never changes while somebody is still typing.
    """
    form = _form(page, request.POST)
    if not form.is_valid() or not page.question.is_open or (page.answer and page.answer.submitted_at):
        return JsonResponse({}, status=422)
    saved = _save(request, page, form, submitting=False)
    others = {"by": page.answer.last_editor.name} if saved.merged and page.answer.last_editor else {}
    if saved.has_clash:
        return JsonResponse(others, status=409)
    return JsonResponse(
        others
        | {
            "version": saved.answer.version,
            "typed": saved.typed_version or saved.answer.version,
            "since": _seconds(timezone.now()),
            "texts": text_fields(saved.merged.parts) if saved.merged else {},
        }
    )


def _save(
    request: HttpRequest, page: AnswerPage, form: AnswerForm, *, submitting: bool, consulting: bool = False
) -> answering.Saved:
    now = timezone.now()
    since = form.cleaned_data["since"]
    return answering.save_answer(
        question=page.question,
        organization=page.organization,
        actor=request.user,
        words=form.words(),
        based_on=form.cleaned_data["version"],
        submitting=submitting,
        consulting=consulting,
        seconds=min(max(_seconds(now) - since, 0), LONGEST_SITTING) if since else 0,
        now=now,
    )


def _show_both(request: HttpRequest, page: AnswerPage, form: AnswerForm, merged: Merged) -> HttpResponse:
    """Show what both wrote side by side, and under it in one text, as the base of a next try."""
    current = answer_page(page.question, page.organization, request.roles)
    saved = {part.key: part for part in parts_said(current.parts)}
    typed = {part.key: part for part in form.words().parts}
    both = {key: (typed.get(key), saved.get(key)) for key in merged.clashes}
    data = put_in(request.POST, merged.parts, current.version)
    return _show_form(request, current, _form(current, data), both=both, status=422)


def _show_form(
    request: HttpRequest,
    page: AnswerPage,
    form: AnswerForm,
    *,
    both: Mapping[tuple[int, int], tuple[PartWords, PartWords]] | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    if not form.is_bound:
        form.initial["since"] = _seconds(now)
    both = both or {}
    context = {
        "page": page,
        "question": page.question,
        "form": form,
        "parts": [
            (part, [(reading, both.get((part.sub_question.pk, reading.number))) for reading in part.readings])
            for part in form.parts()
        ],
        "has_clash": bool(both),
        "now": now,
    }
    return render(request, "questions/answer.html", context, status=status)


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _form(page: AnswerPage, data, *, submitting: bool = False) -> AnswerForm:
    return AnswerForm(
        data,
        question=page.question,
        sub_questions=page.sub_questions,
        answer=page.answer,
        parts=page.parts,
        on_behalf=page.organization is not None,
        places=page.places,
        submitting=submitting,
    )


def _recipient(request: HttpRequest, pk: int, recipient_pk: int) -> Recipient:
    """Return the place at which this person may speak."""
    recipients = Recipient.objects.visible_to(request.roles).select_related("question", "organization")
    recipient = get_object_or_404(recipients, question=pk, pk=recipient_pk)
    require(may_speak(request.roles, recipient))
    return recipient
