"""Asking colleagues along: codes and contributions for contact persons, and the door for who has a code."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from questions.actions import contributing
from questions.actions.answering import AlreadyAnswered, QuestionClosed
from questions.forms.contributions import CodeForm, ContributionForm, TypedCodeForm, usual_end
from questions.models import Contribution, ContributionCode, Recipient
from questions.permissions import may_speak, require
from questions.queries.codes import code_hash
from questions.queries.contributions import colleagues_of, working_codes
from ui.htmx import see_other

WRONG_CODES = "contribution_code"
# In the session of a colleague: the codes she handed in, each with what she wrote, if anything.
CODES = "contribution_codes"


@require_http_methods(["GET", "POST"])
def colleagues(request: HttpRequest, pk: int, organization_pk: int) -> HttpResponse:
    """Show contact persons what colleagues said, and make codes for more of them."""
    recipient = _recipient(request, pk, organization_pk)
    now = timezone.now()
    question = recipient.question
    form = CodeForm(
        request.POST if request.method == "POST" else None,
        initial={"expires_at": usual_end(question.deadline_at, now)},
    )
    code = ""
    if form.is_valid():
        try:
            code = contributing.make_code(
                recipient=recipient, actor=request.user, now=now, **form.cleaned_data
            )
        except contributing.NotTaken:
            form.add_error(
                "expires_at",
                "Dit kan niet. De vraag moet open zijn, en een code werkt tot vier weken na de sluiting.",
            )
    sub_questions = list(question.sub_questions.order_by("position"))
    context = {
        "question": question,
        "organization": recipient.organization,
        "recipient": recipient,
        "page": colleagues_of(recipient, sub_questions, now),
        "form": form,
        # Shown in the answer to this one request: nobody, not even this portal, can look it up again.
        "code": " ".join(code[place : place + 4] for place in range(0, len(code), 4)),
        "compact_code": code,
        "ends_at": form.cleaned_data["expires_at"] if code else None,
    }
    return render(request, "questions/colleagues.html", context, status=422 if form.errors else 200)


@require_POST
def revoke_code(request: HttpRequest, pk: int, organization_pk: int, code_pk: int) -> HttpResponse:
    """Take a code back."""
    recipient = _recipient(request, pk, organization_pk)
    codes = recipient.contribution_codes.select_related("recipient")
    code = get_object_or_404(codes, pk=code_pk)
    contributing.revoke_code(code=code, actor=request.user, now=timezone.now())
    messages.success(request, "De code werkt niet meer. Wat ermee geschreven is, blijft staan.")
    return see_other("questions:colleagues", pk, organization_pk)


@require_POST
def take_over(request: HttpRequest, pk: int, organization_pk: int, contribution_pk: int) -> HttpResponse:
    """Put what a colleague said into the draft of the answer."""
    recipient = _recipient(request, pk, organization_pk)
    contributions = Contribution.objects.select_related(
        "code__recipient__question", "code__recipient__organization"
    )
    contribution = get_object_or_404(contributions, pk=contribution_pk, code__recipient=recipient)
    try:
        contributing.take_over(contribution=contribution, actor=request.user, now=timezone.now())
    except QuestionClosed:
        messages.warning(request, "De vraag is gesloten. Er is niets gewijzigd.")
    except AlreadyAnswered:
        messages.warning(request, "Jullie antwoord is al verstuurd. Zet deze woorden er zelf bij.")
    else:
        messages.success(request, "De tekst staat onder jullie concept. Lees het na en verstuur het.")
    return see_other("questions:colleagues", pk, organization_pk)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def type_code(request: HttpRequest) -> HttpResponse:
    """Let a colleague hand in the code she was given; a link fills it in and does no more."""
    data = request.POST if request.method == "POST" else None
    form = TypedCodeForm(data, initial={"code": request.GET.get("code", "")})
    if form.is_valid():
        if not ratelimit.consume(request, action=WRONG_CODES, dry_run=True):
            return render(request, "questions/too_many_codes.html", status=429)
        code = (
            working_codes(timezone.now())
            .filter(code_hash=code_hash("contribution", form.cleaned_data["code"]))
            .first()
        )
        if code:
            request.session[CODES] = request.session.get(CODES, {}) | {str(code.pk): None}
            return see_other("questions:contribute", code.pk)
        # SECURITY: only wrong codes count, so a whole office behind one address can take part.
        ratelimit.consume(request, action=WRONG_CODES)
        form.add_error("code", "Deze code werkt niet, of niet meer. Vraag je contactpersoon om een nieuwe.")
    return render(request, "questions/type_code.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def contribute(request: HttpRequest, code_pk: int) -> HttpResponse:
    """Let a colleague who handed in her code say something to each sub-question."""
    kept = request.session.get(CODES, {})
    if str(code_pk) not in kept:
        return see_other("questions:type_code")
    codes = ContributionCode.objects.select_related("recipient__question", "recipient__organization")
    code = codes.filter(pk=code_pk).first()
    # What she just sent comes back to her, also when the code ended while she wrote.
    if code is None or (request.method == "GET" and not working_codes(timezone.now()).contains(code)):
        return render(request, "questions/code_gone.html", status=410)
    question = code.recipient.question
    own = Contribution.objects.filter(pk=kept[str(code_pk)], code=code).first()
    form = ContributionForm(
        request.POST if request.method == "POST" else None,
        sub_questions=list(question.sub_questions.order_by("position")),
        contribution=own,
    )
    if form.is_valid():
        try:
            own = contributing.contribute(
                code=code,
                contribution=own,
                name=form.cleaned_data["name"],
                texts=form.texts(),
                based_on=form.cleaned_data["version"],
                email=form.cleaned_data["email"],
                now=timezone.now(),
            )
        except contributing.CodeGone:
            # What she typed stays on the page, so that it can be copied from there.
            form.add_error(
                None, "De code werkt niet meer. Kopieer wat je schreef en mail het je contactpersoon."
            )
        except contributing.ContributionChanged:
            form.add_error(
                None,
                "Je wijzigde je bijdrage intussen in een ander venster. Hier is nog niets bewaard. "
                "Open de bijdrage daar opnieuw en neem over wat je hier schreef.",
            )
        else:
            request.session[CODES] = kept | {str(code_pk): own.pk}
            messages.success(request, "Dank je. Je contactpersoon leest wat je schreef.")
            return see_other("questions:contribute", code_pk)
    context = {
        "question": question,
        "organization": code.recipient.organization,
        "code": code,
        "form": form,
        "own": own,
    }
    return render(request, "questions/contribute.html", context, status=422 if form.errors else 200)


def _recipient(request: HttpRequest, pk: int, organization_pk: int) -> Recipient:
    """Return the place at which this person speaks for her organisation."""
    asked = Recipient.objects.visible_to(request.roles).select_related("question", "organization")
    recipient = get_object_or_404(asked, question=pk, organization=organization_pk)
    require(may_speak(request.roles, recipient))
    return recipient
