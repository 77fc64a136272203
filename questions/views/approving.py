"""Typing what somebody said, and her yes or no to it by code."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from questions.actions import approving
from questions.actions.answering import AlreadyAnswered, QuestionClosed
from questions.forms.answers import AnswerForm
from questions.forms.approvals import RefusalForm, SpeakerForm, TypedApprovalForm
from questions.models import Approval, Recipient
from questions.permissions import may_run_questions, may_take_down, require
from questions.queries.approvals import speakers_for, spoken_so_far, waiting_approvals
from questions.queries.codes import code_hash
from ui.htmx import see_other

WRONG_CODES = "contribution_code"
# In the session of a speaker: the approvals of which she handed in the code.
APPROVALS = "approvals"


@require_http_methods(["GET", "POST"])
def take_down(request: HttpRequest, pk: int, recipient_pk: int) -> HttpResponse:
    """Let the programme team, or a colleague, type what somebody said."""
    recipients = Recipient.objects.select_related("question", "organization", "member")
    if not may_run_questions(request.roles):
        recipients = recipients.visible_to(request.roles)
    recipient = get_object_or_404(recipients, question=pk, pk=recipient_pk)
    require(may_take_down(request.roles, recipient))
    question = recipient.question
    speakers = speakers_for(recipient)
    answer, parts = spoken_so_far(recipient)
    data = request.POST if request.method == "POST" else None
    who = SpeakerForm(data, speakers=speakers)
    form = AnswerForm(
        data,
        question=question,
        sub_questions=list(question.sub_questions.order_by("position")),
        answer=answer,
        parts=parts,
        on_behalf=recipient.organization_id is not None,
        submitting=data is not None,
    )
    if data is not None and who.is_valid() & form.is_valid():
        try:
            approval = approving.take_down(
                recipient=recipient,
                speaker=who.cleaned_data["speaker"],
                actor=request.user,
                words=form.words(),
                now=timezone.now(),
            )
        except QuestionClosed:
            form.add_error(None, "De vraag is gesloten. Opschrijven kan niet meer.")
        except AlreadyAnswered:
            form.add_error(None, "Er is al een antwoord verstuurd. Dit kan er niet overheen.")
        except approving.TextBegun:
            form.add_error(None, "Er ligt al een eigen concept. Vraag om dat af te maken en te versturen.")
        else:
            messages.success(request, f"{approval.speaker.name} krijgt de tekst en zegt of die klopt.")
            return see_other("questions:question", pk)
    context = {
        "question": question,
        "recipient": recipient,
        "answer": answer,
        "who": who,
        "form": form,
        "speakers": speakers,
    }
    status = 422 if who.errors or form.errors else 200
    return render(request, "questions/take_down.html", context, status=status)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def type_approval(request: HttpRequest) -> HttpResponse:
    """Let a speaker hand in the code from her letter; the link fills it in and does no more."""
    data = request.POST if request.method == "POST" else None
    form = TypedApprovalForm(data, initial={"code": request.GET.get("code", "")})
    if form.is_valid():
        if not ratelimit.consume(request, action=WRONG_CODES, dry_run=True):
            return render(request, "questions/too_many_codes.html", status=429)
        approval = Approval.objects.filter(code_hash=code_hash("approval", form.cleaned_data["code"])).first()
        if approval:
            request.session[APPROVALS] = [*request.session.get(APPROVALS, []), approval.pk]
            return see_other("questions:approve", approval.pk)
        # SECURITY: only wrong codes count, as with the codes of colleagues.
        ratelimit.consume(request, action=WRONG_CODES)
        form.add_error("code", "Deze code kennen we niet. Kijk nog eens in de mail.")
    return render(request, "questions/type_approval.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, approval_pk: int) -> HttpResponse:
    """Show a speaker her text, and take in whether it is right."""
    if approval_pk not in request.session.get(APPROVALS, []):
        return see_other("questions:type_approval")
    approval = waiting_approvals(timezone.now()).filter(pk=approval_pk).first()
    if approval is None:
        return _settled_page(request, approval_pk)
    is_refusing = "refuse" in request.POST
    form = RefusalForm(request.POST if is_refusing else None)
    try:
        if request.method == "POST" and not is_refusing:
            approving.approve(approval=approval, now=timezone.now())
            return see_other("questions:approve", approval_pk)
        if is_refusing and form.is_valid():
            approving.refuse(approval=approval, note=form.cleaned_data["note"], now=timezone.now())
            return see_other("questions:approve", approval_pk)
    except approving.ApprovalGone:
        return _settled_page(request, approval_pk)
    parts = approval.answer.parts.select_related("sub_question").order_by("sub_question__position", "reading")
    context = {
        "approval": approval,
        "question": approval.answer.question,
        "parts": [part for part in parts if part.says_something],
        "form": form,
    }
    return render(request, "questions/approve.html", context, status=422 if form.errors else 200)


def _settled_page(request: HttpRequest, approval_pk: int) -> HttpResponse:
    """Say what became of it: a yes, a no, or that the code ended before there was either."""
    handed_in = Approval.objects.filter(pk=approval_pk).select_related("answer__question")
    approval = get_object_or_404(handed_in)
    return render(request, "questions/approval_settled.html", {"approval": approval})
