"""Writing the synthesis beside the answers, sharing it, and telling back."""

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from questions.actions import concluding
from questions.forms.concluding import OutcomeForm, QuoteForm, SynthesisForm
from questions.models import AnswerPart, Question, Quote, Synthesis
from questions.queries.answers import answer_sheet
from questions.queries.synthesis import synthesis_of
from questions.views.office.access import for_programme_team, question_or_404, typed
from ui.htmx import see_other
from ui.wording import whole_words


@for_programme_team
@require_POST
def start_interpreting(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the synthesis."""
    question = question_or_404(request, pk)
    try:
        concluding.start_interpreting(question=question, actor=request.user, now=timezone.now())
    except concluding.WrongState:
        messages.info(request, "De duiding begint als de vraag gesloten is, en één keer.")
        return see_other("questions_office:question", pk)
    return see_other("questions_office:synthesis", pk)


@for_programme_team
@require_http_methods(["GET", "POST"])
def synthesis(request: HttpRequest, pk: int) -> HttpResponse:
    """
    Show the answers beside the synthesis and take in what was written.

    Every button of the page is part of the one form, so none of them loses typed text:
    first the text is saved, then the quote that was asked for is begun, added or removed.
    """
    question = question_or_404(request, pk)
    kept = Synthesis.objects.filter(question=question).first()
    if kept is None:
        return see_other("questions_office:question", pk)
    if request.method == "GET":
        return _synthesis_page(request, question, _as_kept(kept), None)
    form = SynthesisForm(request.POST)
    quote = QuoteForm(request.POST) if "add_quote" in request.POST else None
    if not form.is_valid():
        return _synthesis_page(request, question, form, quote)
    try:
        written = concluding.write_synthesis(
            question=question,
            actor=request.user,
            sections=form.sections(),
            version=form.cleaned_data["version"],
            now=timezone.now(),
        )
    except concluding.SpeaksForMembers as refusal:
        form.refuse_words(refusal.problems)
        return _synthesis_page(request, question, form, quote)
    except concluding.SynthesisChanged as refusal:
        return _conflict_page(request, question, form, refusal.current, quote)
    return _after_writing(request, question, written, quote)


def _after_writing(
    request: HttpRequest, question: Question, synthesis: Synthesis, quote: QuoteForm | None
) -> HttpResponse:
    """Do what the pressed button asks besides saving."""
    place = see_other("questions_office:synthesis", question.pk)
    if begun := request.POST.get("start_quote"):
        source = _source(question, begun)
        words = whole_words(request.POST.get("selection", ""), source.text) or source.text
        quote = QuoteForm(initial={"source": source.pk, "passage": words})
        return _synthesis_page(request, question, _as_kept(synthesis), quote)
    if removed := request.POST.get("remove_quote", ""):
        row = _numbered(Quote.objects.filter(synthesis__question=question), removed)
        concluding.remove_quote(quote=row, actor=request.user)
        messages.success(request, "Het citaat is weggehaald.")
        return place
    if quote is not None:
        if not _add_quote(request, question, quote):
            return _synthesis_page(request, question, _as_kept(synthesis), quote)
        messages.success(request, "Het citaat staat in de synthese.")
        return place
    messages.success(request, "De synthese is opgeslagen.")
    return place


def _add_quote(request: HttpRequest, question: Question, quote: QuoteForm) -> bool:
    if not quote.is_valid():
        return False
    source = _source(question, str(quote.cleaned_data["source"]))
    try:
        concluding.add_quote(
            question=question,
            actor=request.user,
            source=source,
            section=quote.cleaned_data["section"],
            passage=quote.cleaned_data["passage"],
        )
    except concluding.NoConsent:
        quote.add_error("passage", "De schrijver wil niet geciteerd worden. Vat het samen in eigen woorden.")
    except concluding.NotWordForWord:
        quote.add_error("passage", "Deze woorden staan niet zo in het antwoord. Neem ze letterlijk over.")
    return quote.is_valid()


def _source(question: Question, pk: str) -> AnswerPart:
    parts = AnswerPart.objects.select_related("answer", "sub_question")
    handed_in = parts.filter(answer__question=question, answer__submitted_at__isnull=False)
    return _numbered(handed_in, pk)


def _numbered(rows: QuerySet, pk: str) -> Model:
    """Return the row that a button names; a button that was tampered with names none."""
    if not pk.isdecimal():
        raise Http404
    return get_object_or_404(rows, pk=pk)


def _as_kept(synthesis: Synthesis) -> SynthesisForm:
    return SynthesisForm(initial=SynthesisForm.values_of(synthesis))


def _conflict_page(
    request: HttpRequest,
    question: Question,
    form: SynthesisForm,
    current: Synthesis,
    quote: QuoteForm | None,
) -> HttpResponse:
    """Show both texts; saving again is then a choice, made on the newest version."""
    mine = form.sections()
    theirs = [
        {"label": section.label, "text": getattr(current, section.value)}
        for section in Synthesis.Section
        if getattr(current, section.value) != mine[section.value]
    ]
    again = SynthesisForm(initial=mine | {"version": current.version})
    return _synthesis_page(request, question, again, quote, theirs=theirs, changed_by=current.changed_by)


def _synthesis_page(
    request: HttpRequest,
    question: Question,
    form: SynthesisForm,
    quote: QuoteForm | None,
    *,
    theirs: list[dict] | None = None,
    changed_by: object = None,
) -> HttpResponse:
    context = {
        "question": question,
        "sheet": answer_sheet(question),
        "synthesis": synthesis_of(question),
        "form": form,
        "quote": quote,
        "theirs": theirs,
        "changed_by": changed_by,
    }
    is_refused = form.errors or (quote is not None and quote.errors)
    status = 409 if theirs is not None else 422 if is_refused else 200
    return render(request, "questions/office/synthesis.html", context, status=status)


@for_programme_team
@require_POST
def share(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the synthesis."""
    question = question_or_404(request, pk)
    try:
        concluding.share_synthesis(question=question, actor=request.user, now=timezone.now())
    except concluding.EmptySynthesis:
        messages.error(request, "Er staat nog niets in de synthese. Schrijf eerst ten minste één deel.")
        return see_other("questions_office:synthesis", pk)
    except concluding.WrongState:
        messages.info(request, "De synthese was al gedeeld, of er is nog geen synthese.")
    else:
        messages.success(request, "De synthese staat nu op de pagina van de vraag.")
    return see_other("questions_office:question", pk)


@for_programme_team
@require_POST
def complete(request: HttpRequest, pk: int) -> HttpResponse:
    """Round the question off."""
    question = question_or_404(request, pk)
    try:
        concluding.complete_question(question=question, actor=request.user, now=timezone.now())
    except concluding.NoOutcome:
        messages.error(request, "Er is nog geen terugkoppeling. Leg eerst vast wat ermee gedaan is.")
        return see_other("questions_office:outcome", pk)
    except concluding.WrongState:
        messages.info(request, "Afronden kan als de synthese gedeeld is, en één keer.")
    else:
        messages.success(request, "De vraag is afgerond.")
    return see_other("questions_office:question", pk)


@for_programme_team
@require_http_methods(["GET", "POST"])
def outcome(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was told back so far, and take in what the asker did with the answers."""
    question = question_or_404(request, pk)
    form = OutcomeForm(typed(request), initial={"happened_on": timezone.localdate()})
    if form.is_valid():
        try:
            concluding.record_outcome(
                question=question, actor=request.user, now=timezone.now(), **form.cleaned_data
            )
        except concluding.WrongState:
            form.add_error(None, "De vraag staat nog open. Terugkoppelen kan na sluiting.")
        except concluding.AlreadyTold:
            messages.info(request, "Dit was al vastgelegd. Er gaat geen tweede brief uit.")
            return see_other("questions_office:question", pk)
        else:
            messages.success(
                request, "De terugkoppeling is vastgelegd. Wie antwoordde krijgt er bericht van."
            )
            return see_other("questions_office:question", pk)
    context = {
        "question": question,
        "form": form,
        "outcomes": list(question.outcomes.order_by("-happened_on", "-pk")),
    }
    return render(request, "questions/office/outcome.html", context, status=422 if form.errors else 200)
