"""The desk of a synthesis: answers left, passages right, and in the box between them what is being made."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from questions.actions import synthesizing
from questions.actions.steps import WrongState
from questions.actions.synthesizing import WRITABLE, SourceWords
from questions.forms.synthesis import PassageForm, QuoteForm, WantedForm, WordsForm, refuse_words
from questions.models import AnswerPart, Passage, Question
from questions.queries.desk import Desk, desk
from questions.queries.synthesis import counted
from questions.views.office.access import for_programme_team, question_or_404
from ui.htmx import see_other
from ui.wording import whole_words

NOT_NOW = "Aan deze synthese verandert nu niets: zij is nog niet begonnen, of zij is teruggelegd."
GONE = "Een collega haalde deze passage intussen weg. Je tekst staat hier: voeg haar toe om haar te houden."
SECTION_NEEDED = (
    "Er zijn antwoorden gelabeld bij ‘{}’. Dat deel leeg laten kan niet: schrijf er eerst iets anders."
)


@for_programme_team
@require_POST
def start_interpreting(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the synthesis."""
    question = question_or_404(request, pk)
    try:
        synthesizing.start_interpreting(question=question, actor=request.user, now=timezone.now())
    except WrongState:
        messages.info(request, "De duiding begint als de vraag gesloten is, en één keer.")
        return see_other("questions_office:question", pk)
    return see_other("questions_office:synthesis", pk)


@for_programme_team
@require_GET
def synthesis(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the answers that are asked for, and the synthesis."""
    return desk_page(request, question_or_404(request, pk, "title", "state", "synthesis__question"))


@for_programme_team
@require_http_methods(["GET", "POST"])
def compose(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a form for a new passage, from a part of an answer or in our own words, and take it in."""
    question = question_or_404(request, pk)
    found = desk_of(request, question)
    if found is None:
        return see_other("questions_office:question", pk)
    if begun := request.POST.get("quote"):
        part = part_of(question, begun)
        words = whole_words(request.POST.get("selection", ""), part.text) or part.text
        form = QuoteForm(initial={"source": part.pk, "text": words})
        return desk_page(request, question, found, quoting=form, source=part)
    if begun := request.POST.get("paraphrase"):
        part = part_of(question, begun)
        words = whole_words(request.POST.get("selection", ""), part.text)
        form = _words_form(found, initial={"source": part.pk, "excerpt": words})
        return desk_page(request, question, found, writing=form, source=part)
    if "add_quote" in request.POST:
        return _add_quote(request, found)
    if request.method == "POST":
        return _add_words(request, found)
    form = _words_form(found, initial={"section": request.GET.get("deel", "")})
    return desk_page(request, question, found, writing=form)


@for_programme_team
@require_http_methods(["GET", "POST"])
def passage(request: HttpRequest, pk: int, passage_pk: int) -> HttpResponse:
    """Show one passage to be changed, and do what the pressed button asks."""
    question = question_or_404(request, pk)
    passages = Passage.objects.filter(synthesis__question=question).select_related("synthesis__question")
    current = passages.filter(pk=passage_pk).first()
    if current is None:
        return _gone(request, question)
    if request.method == "GET":
        form = PassageForm(initial=PassageForm.values_of(current))
        return desk_page(request, question, editing=form, edited=current)
    try:
        return _change(request, current)
    except WrongState:
        messages.info(request, NOT_NOW)
    except synthesizing.PassageGone:
        return _gone(request, question)
    except synthesizing.SectionNeeded as refusal:
        messages.error(request, SECTION_NEEDED.format(refusal.section.label))
    return back_to_desk(request, pk, f"#passage-{passage_pk}")


@for_programme_team
@require_POST
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a passage one place up or down."""
    question = question_or_404(request, pk)
    name = "up" if "up" in request.POST else "down"
    number = request.POST.get(name, "")
    passages = Passage.objects.filter(synthesis__question=question).select_related("synthesis__question")
    moved = get_object_or_404(passages, pk=number if number.isdecimal() else 0)
    try:
        synthesizing.move_passage(
            passage=moved, actor=request.user, places=-1 if name == "up" else 1, now=timezone.now()
        )
    except (WrongState, synthesizing.PassageGone):
        messages.info(request, NOT_NOW)
    return back_to_desk(request, pk, f"#passage-{moved.pk}")


def what_is_missing(refusal: synthesizing.NotWhole) -> str:
    """Say what must happen before others can read the synthesis."""
    if refusal.is_empty:
        return "Er staat nog niets in de synthese. Schrijf eerst ten minste één passage."
    missing = [
        f"Schrijf iets bij ‘{section.label}’: er zijn antwoorden bij gelabeld." for section in refusal.unsaid
    ]
    if unused := counted(refusal.coverage.organizations.open, refusal.coverage.members.open):
        missing.append(
            f"Nog niet verwerkt: antwoorden van {unused}. Gebruik ze, of schrijf waarom je dat niet doet."
        )
    return " ".join(missing)


def desk_of(request: HttpRequest, question: Question) -> Desk | None:
    """Return the desk with the answers that the address asks for."""
    return desk(question, request.user, WantedForm.wanted(request.GET))


def desk_page(
    request: HttpRequest, question: Question, found: Desk | None = None, *, status: int = 200, **box: object
) -> HttpResponse:
    """Show the desk, with in its box the form that somebody is busy with."""
    found = found or desk_of(request, question)
    if found is None:
        return see_other("questions_office:question", question.pk)
    context = box | {
        "question": question,
        "desk": found,
        "filter": WantedForm(found.wanted, found.choices),
        "query": _query(request),
        "is_writable": question.state in WRITABLE,
    }
    return render(request, "questions/office/synthesis.html", context, status=status)


def back_to_desk(request: HttpRequest, pk: int, place: str = "") -> HttpResponse:
    """Go back to the desk with the same answers on it."""
    return see_other(f"{reverse('questions_office:synthesis', args=[pk])}{_query(request)}{place}")


def part_of(question: Question, pk: str) -> AnswerPart:
    """Return a part of an answer that was handed in; a button that was tampered with names none."""
    parts = AnswerPart.objects.select_related("answer", "sub_question")
    handed_in = parts.filter(answer__question=question, answer__submitted_at__isnull=False)
    return get_object_or_404(handed_in, pk=pk if str(pk).isdecimal() else 0)


def _query(request: HttpRequest) -> str:
    """Return which answers are asked for, as it stands in the address."""
    wanted = request.GET.copy()
    wanted.pop("deel", None)
    return f"?{wanted.urlencode()}" if wanted else ""


def _words_form(found: Desk, data: QueryDict | None = None, **kwargs) -> WordsForm:
    return WordsForm(data, passages=found.passages, **kwargs)


def _sent(request: HttpRequest) -> QueryDict:
    """Return what was sent, with the words that were proposed in the place of those that were typed."""
    sent = request.POST.copy()
    if "proposal" in sent:
        sent["text"] = sent["proposal"]
    return sent


def _add_quote(request: HttpRequest, found: Desk) -> HttpResponse:
    question = found.question
    form = QuoteForm(request.POST)
    source = part_of(question, request.POST.get("source", ""))
    if form.is_valid():
        try:
            added = synthesizing.add_quote(
                question=question,
                actor=request.user,
                source=SourceWords(source, form.cleaned_data["text"]),
                section=form.cleaned_data["section"],
                now=timezone.now(),
            )
        except synthesizing.NoConsent:
            form.add_error("text", "De schrijver wil niet geciteerd worden. Vat het samen in eigen woorden.")
        except synthesizing.NotWordForWord:
            form.add_error("text", "Deze woorden staan niet zo in het antwoord. Neem ze letterlijk over.")
        except WrongState:
            form.add_error(None, NOT_NOW)
        else:
            messages.success(request, "Het citaat staat in de synthese.")
            return back_to_desk(request, question.pk, f"#passage-{added.pk}")
    return desk_page(request, question, found, status=422, quoting=form, source=source)


def _add_words(request: HttpRequest, found: Desk) -> HttpResponse:
    question = found.question
    form = _words_form(found, _sent(request))
    source = part_of(question, request.POST["source"]) if request.POST.get("source") else None
    if form.is_valid():
        try:
            added = _written(request, question, form, source)
        except synthesizing.WordsRefused as refusal:
            refuse_words(form, refusal.objection)
        except synthesizing.NoConsent:
            form.add_error(None, "Dit antwoord is intussen ingetrokken. Het kan geen bron zijn.")
        except synthesizing.PassageGone:
            form.add_error("into", "Een collega haalde die passage intussen weg. Kies een andere.")
        except WrongState:
            form.add_error(None, NOT_NOW)
        else:
            messages.success(request, "De passage staat in de synthese.")
            return back_to_desk(request, question.pk, f"#passage-{added}")
    return desk_page(request, question, found, status=422, writing=form, source=source)


def _written(request: HttpRequest, question: Question, form: WordsForm, source: AnswerPart | None) -> int:
    """Add a passage, or a source to the one that was chosen, and return which it is."""
    sources = [SourceWords(source, form.cleaned_data["excerpt"])] if source else []
    if into := form.cleaned_data.get("into"):
        passages = Passage.objects.filter(synthesis__question=question).select_related("synthesis__question")
        chosen = get_object_or_404(passages, pk=into)
        synthesizing.add_source(passage=chosen, actor=request.user, source=sources[0], now=timezone.now())
        return chosen.pk
    return synthesizing.add_words(
        question=question,
        actor=request.user,
        section=form.cleaned_data["section"],
        text=form.cleaned_data["text"],
        sources=sources,
        now=timezone.now(),
    ).pk


def _change(request: HttpRequest, current: Passage) -> HttpResponse:
    """Do what the pressed button asks of this passage."""
    pk, actor, now = current.synthesis.question_id, request.user, timezone.now()
    here = f"#passage-{current.pk}"
    if removed := request.POST.get("remove_source"):
        synthesizing.remove_source(
            passage=current, actor=actor, part=part_of(current.synthesis.question, removed), now=now
        )
        return back_to_desk(request, pk, here)
    if "move" in request.POST:
        section = request.POST.get("section", "")
        if section not in current.synthesis.Section.values:
            raise Http404
        synthesizing.put_in_section(passage=current, actor=actor, section=section, now=now)
        return back_to_desk(request, pk, here)
    if "remove" in request.POST:
        return _remove(request, current)
    return _rewrite(request, current)


def _remove(request: HttpRequest, current: Passage) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        synthesizing.remove_passage(
            passage=current,
            actor=request.user,
            version=int(version) if version.isdecimal() else 0,
            now=timezone.now(),
        )
    except synthesizing.PassageChanged as refusal:
        return _conflict(request, refusal.current, refusal.current.text)
    messages.success(request, "De passage is weggehaald.")
    return back_to_desk(request, current.synthesis.question_id)


def _rewrite(request: HttpRequest, current: Passage) -> HttpResponse:
    question = current.synthesis.question
    form = PassageForm(_sent(request))
    if form.is_valid():
        try:
            synthesizing.rewrite_passage(
                passage=current, actor=request.user, now=timezone.now(), **form.cleaned_data
            )
        except synthesizing.WordsRefused as refusal:
            refuse_words(form, refusal.objection)
        except synthesizing.NotWordForWord:
            form.add_error(
                "text", "Deze woorden staan niet zo in het antwoord. Een citaat is altijd letterlijk."
            )
        except synthesizing.NoConsent:
            form.add_error("text", "De schrijver wil niet meer geciteerd worden. Haal het citaat weg.")
        except synthesizing.PassageChanged as refusal:
            return _conflict(request, refusal.current, form.cleaned_data["text"])
        else:
            messages.success(request, "De passage is opgeslagen.")
            return back_to_desk(request, question.pk, f"#passage-{current.pk}")
    return desk_page(request, question, status=422, editing=form, edited=current)


def _conflict(request: HttpRequest, theirs: Passage, mine: str) -> HttpResponse:
    """Show both texts; saving again is then a choice, made on the newest version."""
    form = PassageForm(initial={"version": theirs.version, "text": mine})
    question = theirs.synthesis.question
    return desk_page(request, question, status=409, editing=form, edited=theirs, theirs=theirs)


def _gone(request: HttpRequest, question: Question) -> HttpResponse:
    """Keep what somebody typed for a passage that is there no more, as a passage to be added."""
    words = request.POST.get("text", "").strip()
    if not words:
        raise Http404
    messages.info(request, GONE)
    found = desk_of(request, question)
    if found is None:
        raise Http404
    form = _words_form(found, initial={"text": words})
    return desk_page(request, question, found, status=409, writing=form)
