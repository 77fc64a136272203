"""The members' side of questions: answering in one voice, and reacting otherwise."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from members.models import Organization
from questions.actions import answering
from questions.actions.words import PartWords, parts_said
from questions.forms.answers import AnswerForm, CallForm, ReactionForm
from questions.models import Answer, Question, Recipient
from questions.permissions import may_answer, may_speak, require
from questions.queries.writing import AnswerPage, answer_page, asked_organization
from ui.htmx import see_other

TOO_LATE = "De vraag is intussen gesloten. Er is niets gewijzigd."
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
        answering.take_back_answer(answer=answer, actor=request.user, now=timezone.now())
    except answering.QuestionClosed:
        messages.warning(request, TOO_LATE)
    else:
        messages.success(request, "Je antwoord is weer een concept. Het programmateam leest het niet meer.")
    return see_other("questions:question", pk)


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
        return _take_in(request, page)
    if not page.may_write or not question.is_open:
        return render(request, "questions/answer_read.html", {"page": page, "question": question})
    return _show_form(request, page, _form(page, None))


def _take_in(request: HttpRequest, page: AnswerPage) -> HttpResponse:
    """Save what was sent, or show it again with what is wrong."""
    require(page.may_write)
    submitting = "submit" in request.POST and page.question.is_open
    form = _form(page, request.POST, submitting=submitting)
    if "add_reading" in request.POST:
        return _show_form(request, page, form)
    if not form.is_valid():
        return _show_form(request, page, form, status=422)
    try:
        saved = answering.save_answer(
            question=page.question,
            organization=page.organization,
            actor=request.user,
            words=form.words(),
            based_on=form.cleaned_data["version"],
            submitting=submitting,
            now=timezone.now(),
        )
    except answering.AnswerChanged:
        return _show_both(request, page, submitting=submitting)
    if saved.is_late:
        messages.warning(
            request,
            "De vraag is gesloten. Je tekst is bewaard als concept, na sluiting. "
            "Het programmateam leest hem niet vanzelf.",
        )
    elif saved.answer.submitted_at:
        messages.success(request, "Je antwoord is verstuurd. Je kunt het tot de sluiting nog wijzigen.")
    else:
        messages.success(request, "Je concept is bewaard. Verstuur het voor de vraag sluit.")
    return see_other("questions:question", page.question.pk)


def _show_both(request: HttpRequest, page: AnswerPage, *, submitting: bool) -> HttpResponse:
    """Show what was typed beside what somebody else saved meanwhile, as the base of a next try."""
    current = answer_page(page.question, page.organization, request.roles)
    typed = request.POST.copy()
    typed["version"] = current.version
    form = _form(current, typed, submitting=submitting)
    return _show_form(request, current, form, has_clash=True, status=422)


def _show_form(
    request: HttpRequest, page: AnswerPage, form: AnswerForm, *, has_clash: bool = False, status: int = 200
) -> HttpResponse:
    theirs = _other_words(page, form) if has_clash else {}
    context = {
        "page": page,
        "question": page.question,
        "form": form,
        "parts": [
            (
                fields,
                [
                    (reading, theirs.get((fields.sub_question.pk, reading.number)))
                    for reading in fields.readings
                ],
            )
            for fields in form.parts()
        ],
        "has_clash": has_clash,
        "now": timezone.now(),
    }
    return render(request, "questions/answer.html", context, status=status)


def _other_words(page: AnswerPage, form: AnswerForm) -> dict[tuple[int, int], PartWords]:
    """Return what was saved meanwhile, by sub-question and reading, where it differs from what was typed."""
    typed = {part.key: part for part in form.words().parts} if form.is_valid() else {}
    return {part.key: part for part in parts_said(page.parts) if part != typed.get(part.key)}


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
