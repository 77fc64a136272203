"""Composing a question, choosing whom it asks, seeing who that is, and opening it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from members.models import Member
from questions import tasks
from questions.actions import asking
from questions.actions.steps import WrongState
from questions.actions.yearly import compose_yearly_question
from questions.forms.office import AudienceForm, ExtendForm, QuestionForm, usual_deadline
from questions.models import Offer, Question
from questions.queries.audience import audience_of, find_members
from questions.queries.marks import mark_of
from questions.queries.office import history_of, question_list
from questions.queries.yearly import yearly
from questions.views.office.access import for_programme_team, question_or_404, typed
from ui.htmx import see_other

ALREADY_OPEN = "Deze vraag is al opengezet. Aan de vraag en de doelgroep verandert niets meer."
EDITABLE = {Question.State.DRAFT, Question.State.READY, Question.State.SCHEDULED}


@for_programme_team
@require_http_methods(["GET", "POST"])
def questions(request: HttpRequest) -> HttpResponse:
    """Show all questions and where each of them is; write the three of this year when somebody asks that."""
    now = timezone.now()
    if request.method == "POST":
        question = compose_yearly_question(actor=request.user, deadline_at=usual_deadline(now), now=now)
        return see_other("questions_office:question", question.pk)
    context = {"rows": question_list(), "yearly": yearly(now)}
    return render(request, "questions/office/questions.html", context)


@for_programme_team
@require_http_methods(["GET", "POST"])
def compose(request: HttpRequest) -> HttpResponse:
    """Show an empty question and keep what was typed as a draft."""
    form = QuestionForm(typed(request), initial={"deadline_at": usual_deadline(timezone.now())})
    if form.is_valid():
        question = asking.compose_question(
            actor=request.user, composition=form.composition(), now=timezone.now()
        )
        return _after_saving(request, question)
    return _question_page(request, form)


@for_programme_team
@require_http_methods(["GET", "POST"])
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a draft and keep what was changed."""
    question = question_or_404(request, pk)
    if question.state not in EDITABLE:
        return see_other("questions_office:question", pk)
    form = QuestionForm(typed(request), initial=QuestionForm.values_of(question))
    if form.is_valid():
        try:
            asking.revise_question(
                question=question, actor=request.user, composition=form.composition(), now=timezone.now()
            )
        except WrongState:
            form.add_error(None, f"{ALREADY_OPEN} Wat je typte is niet opgeslagen.")
        else:
            return _after_saving(request, question)
    return _question_page(request, form, question)


@for_programme_team
@require_http_methods(["GET", "POST"])
def audience(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the choices of whom to ask, look up members, and keep the choice."""
    question = question_or_404(request, pk)
    if question.state not in EDITABLE:
        return see_other("questions_office:question", pk)
    if question.year:
        return see_other("questions_office:recipients", pk)
    offered = _offered_members(request, question)
    values = AudienceForm.values_of(question)
    if "look_up" in request.POST:
        # Looking somebody up is no choice yet: what was ticked stays, and nothing is checked.
        form = AudienceForm(initial=_ticked_and_typed(request), offered=offered)
        return _audience_page(request, question, form)
    form = AudienceForm(typed(request), initial=values, offered=offered)
    if form.is_valid():
        try:
            asking.choose_audience(
                question=question, actor=request.user, choice=form.choice(), now=timezone.now()
            )
        except WrongState:
            form.add_error(None, ALREADY_OPEN)
        else:
            return see_other("questions_office:recipients", pk)
    return _audience_page(request, question, form)


@for_programme_team
@require_GET
def recipients(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the real list of who will be asked, and why, before anything is sent."""
    question = question_or_404(request, pk)
    if question.state not in EDITABLE:
        return see_other("questions_office:question", pk)
    now = timezone.now()
    context = {
        "question": question,
        "audience": audience_of(
            question,
            now,
            organizations_page=request.GET.get("organisaties"),
            members_page=request.GET.get("leden"),
        ),
        "problems": asking.missing_before_opening(question, now=now),
        "mark": mark_of(question),
        "history": history_of(question),
        "offer": Offer.objects.filter(question=question).first(),
    }
    return render(request, "questions/office/recipients.html", context)


@for_programme_team
@require_POST
def open_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the question; what is missing comes back beside the fields."""
    question = question_or_404(request, pk)
    try:
        asking.open_question(question=question, actor=request.user, now=timezone.now())
    except WrongState:
        return _not_opened(request, question)
    except asking.NotReady as refusal:
        return missing_page(request, question, refusal)
    except asking.EmptyAudience:
        form = AudienceForm(
            initial=AudienceForm.values_of(question), offered=_offered_members(request, question)
        )
        form.show_problem("whom", "Deze keuze bereikt niemand. Kies andere organisaties of leden met naam.")
        return _audience_page(request, question, form)
    else:
        tasks.ring_for_letters()
        messages.success(request, "De vraag staat open. De brieven worden nu geschreven en verstuurd.")
    return see_other("questions_office:question", pk)


@for_programme_team
@require_http_methods(["GET", "POST"])
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the deadline of an open question and move it to a later moment."""
    question = question_or_404(request, pk)
    form = ExtendForm(typed(request), initial={"deadline_at": question.deadline_at})
    if form.is_valid():
        try:
            asking.extend_deadline(
                question=question,
                actor=request.user,
                deadline_at=form.cleaned_data["deadline_at"],
                now=timezone.now(),
            )
        except asking.DeadlinePassed:
            form.add_error("deadline_at", "Kies een later moment. Eerder dan beloofd sluiten kan niet.")
        except WrongState:
            form.add_error(None, "Deze vraag staat niet open, dus de datum verandert niet.")
        else:
            messages.success(request, "Mensen hebben langer de tijd om te antwoorden.")
            return see_other("questions_office:question", pk)
    context = {"question": question, "form": form}
    return render(request, "questions/office/extend.html", context, status=422 if form.errors else 200)


@for_programme_team
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether to close before the deadline, and do so."""
    question = question_or_404(request, pk)
    if request.method == "GET":
        return render(request, "questions/office/close.html", {"question": question})
    try:
        asking.close_question(question=question, actor=request.user, now=timezone.now())
    except WrongState:
        messages.info(request, "Deze vraag stond niet meer open.")
    else:
        messages.success(request, "De vraag is gesloten.")
    return see_other("questions_office:question", pk)


def missing_page(request: HttpRequest, question: Question, refusal: asking.NotReady) -> HttpResponse:
    """Show what is missing beside the fields of the question."""
    form = QuestionForm(initial=QuestionForm.values_of(question))
    form.show_problems(refusal.problems)
    return _question_page(request, form, question)


def _not_opened(request: HttpRequest, question: Question) -> HttpResponse:
    question.refresh_from_db(fields=["state"])
    if question.state == Question.State.DRAFT:
        messages.info(request, "Een collega moet deze vraag eerst klaar vinden. Daarna kan hij open.")
        return see_other("questions_office:recipients", question.pk)
    messages.info(request, "Deze vraag stond al open. Er gaat geen tweede brief uit.")
    return see_other("questions_office:question", question.pk)


def _after_saving(request: HttpRequest, question: Question) -> HttpResponse:
    if "next" in request.POST:
        return see_other("questions_office:audience", question.pk)
    messages.success(request, "Het concept is opgeslagen.")
    return see_other("questions_office:revise", question.pk)


def _question_page(
    request: HttpRequest, form: QuestionForm, question: Question | None = None
) -> HttpResponse:
    context = {"form": form, "question": question}
    return render(request, "questions/office/compose.html", context, status=422 if form.errors else 200)


def _audience_page(request: HttpRequest, question: Question, form: AudienceForm) -> HttpResponse:
    context = {"form": form, "question": question}
    return render(request, "questions/office/audience.html", context, status=422 if form.errors else 200)


def _offered_members(request: HttpRequest, question: Question) -> list[Member]:
    """Return who can be ticked: who is chosen already, and who was looked up on this page."""
    ticked = [pk for pk in request.POST.getlist("members") if pk.isdecimal()]
    offered = {*question.audience_members.members(), *Member.objects.members().filter(pk__in=ticked)}
    words = request.POST.get("search", "").strip()
    return list(offered.union(find_members(words)) if words else offered)


def _ticked_and_typed(request: HttpRequest) -> dict:
    lists = {name: request.POST.getlist(name) for name in ("themes", "regions", "kinds", "members", "groups")}
    texts = {name: request.POST.get(name, "") for name in ("whom", "addresses", "search", "limit")}
    return lists | texts
