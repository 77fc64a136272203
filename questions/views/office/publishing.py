"""Showing a synthesis to its respondents, publishing it, and what to do when consent changed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from questions.actions import consent, publishing, returning, synthesizing
from questions.forms.publishing import VersionForm, WidenForm
from questions.models import ConsentFlag, Question
from questions.queries.synthesis import synthesis_text
from questions.queries.versions import flags_of, versions_of
from questions.views.office.access import for_programme_team, question_or_404, typed
from questions.views.office.synthesis import what_is_missing
from ui.htmx import see_other


@for_programme_team
@require_POST
def return_synthesis(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the synthesis to everyone who answered."""
    question = question_or_404(request, pk)
    try:
        returning.return_synthesis(question=question, actor=request.user, now=timezone.now())
    except synthesizing.NotWhole as refusal:
        messages.error(request, what_is_missing(refusal))
        return see_other("questions_office:synthesis", pk)
    except returning.WrongState:
        messages.info(request, "Terugleggen kan alleen tijdens het duiden.")
    else:
        messages.success(request, "De synthese ligt vijf dagen bij wie antwoordde. Zij krijgen een brief.")
    return see_other("questions_office:versions", pk)


@for_programme_team
@require_POST
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the synthesis back to write on."""
    question = question_or_404(request, pk)
    try:
        returning.resume_writing(question=question, actor=request.user, now=timezone.now())
    except returning.WrongState:
        messages.info(request, "De synthese ligt niet bij wie antwoordde.")
        return see_other("questions_office:versions", pk)
    messages.success(request, "Je kunt verder schrijven. De kanttekeningen blijven staan.")
    return see_other("questions_office:synthesis", pk)


@for_programme_team
@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the synthesis."""
    question = question_or_404(request, pk)
    try:
        publishing.share_synthesis(question=question, actor=request.user, now=timezone.now())
    except synthesizing.NotWhole as refusal:
        messages.error(request, what_is_missing(refusal))
        return see_other("questions_office:synthesis", pk)
    except publishing.WrongState:
        messages.info(request, "De synthese was al gedeeld, of er is nog geen synthese.")
    else:
        messages.success(request, "De synthese staat nu op de pagina van de vraag.")
    return see_other("questions_office:question", pk)


@for_programme_team
@require_http_methods(["GET", "POST"])
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """List the versions and what writers came back on, and publish a new version."""
    question = question_or_404(request, pk)
    form = VersionForm(typed(request))
    if form.is_valid():
        return _publish(request, question, form)
    context = {
        "question": question,
        "form": form,
        "rows": versions_of(question, request.roles),
        "flags": flags_of(question),
        "text": synthesis_text(question),
    }
    return render(request, "questions/office/versions.html", context, status=422 if form.errors else 200)


def _publish(request: HttpRequest, question: Question, form: VersionForm) -> HttpResponse:
    try:
        publishing.publish_version(
            question=question, actor=request.user, note=form.cleaned_data["note"], now=timezone.now()
        )
    except publishing.NothingNew:
        messages.info(request, "Er is niets gewijzigd sinds de laatste versie.")
    except synthesizing.NotWhole as refusal:
        messages.error(request, what_is_missing(refusal))
    except publishing.WrongState:
        messages.info(request, "De synthese is nog niet gedeeld.")
    else:
        messages.success(request, "De nieuwe versie staat op de pagina van de vraag.")
    return see_other("questions_office:versions", question.pk)


@for_programme_team
@require_POST
def settle_flag(request: HttpRequest, pk: int, flag_pk: int) -> HttpResponse:
    """Write down that somebody looked at what a writer no longer allows."""
    question = question_or_404(request, pk)
    flags = ConsentFlag.objects.filter(synthesis__question=question)
    flag = get_object_or_404(flags, pk=flag_pk)
    consent.settle_flag(flag=flag, actor=request.user, now=timezone.now())
    messages.success(request, "Afgehandeld.")
    return see_other("questions_office:versions", pk)


@for_programme_team
@require_http_methods(["GET", "POST"])
def widen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask everyone who answered whether more people may read her answer."""
    question = question_or_404(request, pk)
    form = WidenForm(typed(request), question)
    if form.is_valid():
        try:
            asked = consent.widen_question(
                question=question,
                visibility=form.cleaned_data["visibility"],
                actor=request.user,
                now=timezone.now(),
            )
        except consent.NotWider:
            messages.info(request, "Dat was al gevraagd, of de vraag is nog niet gesteld.")
        else:
            people = "1 mens krijgt" if asked == 1 else f"{asked} mensen krijgen"
            messages.success(request, f"{people} een brief. Tot zij ja zeggen verandert er niets.")
        return see_other("questions_office:question", pk)
    context = {"question": question, "form": form}
    return render(request, "questions/office/widen.html", context, status=422 if form.errors else 200)
