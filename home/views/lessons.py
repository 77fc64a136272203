"""A facilitator makes a lesson of a thread: the thread beside it, everything on one page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_http_methods

from home.actions import consent
from home.actions import lessons as actions
from home.forms.lessons import LessonForm, LessonStartForm, PassageForm
from home.models import AwaitsConsent, LessonPage
from home.permissions import may_write_lesson
from home.queries.lessons import Desk, desk_of, lesson_of
from learninggroups.models import Post, Thread
from members.permissions import require
from ui.htmx import see_other
from ui.wording import own_words

CHANGED = (
    "Iemand anders veranderde de les intussen. Wat jij typte staat hieronder en is nog niet bewaard. "
    "Bewaar je nu, dan komt het in de plaats van die verandering."
)
GONE = "De les ligt bij de redactie of staat al online. Wat je nu typte is niet bewaard."
NOT_WORD_FOR_WORD = (
    "Zo staat het niet in dit bericht, of het zijn woorden van een ander. Neem het letterlijk over, "
    "zonder iets weg te laten."
)
AUTHOR_GONE = "Wie dit schreef heeft geen account meer en kan dus geen toestemming geven."
STEPS = {"up": -1, "down": 1}


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the lesson of a thread, and work on it."""
    thread = _thread(request, pk)
    lesson = lesson_of(thread)
    if lesson is None:
        return _start(request, thread)
    desk = desk_of(lesson, request.roles, request.GET.get("pagina", "1"))
    if request.method == "POST":
        return _change(request, desk)
    return _page(request, desk, _form(desk))


@cache_control(private=True, no_store=True)
@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the lesson as readers will see it, with a mark where words wait for an answer."""
    lesson = lesson_of(_thread(request, pk))
    if lesson is None:
        return see_other("home:write-lesson", pk)
    context = lesson.get_preview_context(request, "") | {"is_draft": True}
    return render(request, "home/lesson_page.html", context)


def _thread(request: HttpRequest, pk: int) -> Thread:
    thread = get_object_or_404(Thread.objects.visible_to(request.roles).select_related("group__theme"), pk=pk)
    require(may_write_lesson(request.roles, thread))
    return thread


def _start(request: HttpRequest, thread: Thread) -> HttpResponse:
    form = LessonStartForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.start_lesson(thread=thread, **form.cleaned_data, actor=request.user)
        except actions.LessonExists:
            messages.info(request, "Iemand begon deze les al. Je kunt er samen aan verder werken.")
        return see_other("home:write-lesson", thread.pk)
    context = {"thread": thread, "form": form}
    return render(request, "home/lesson_start.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep what was typed, and then do what the button says."""
    lesson = desk.lesson
    form = _form(desk, request.POST)
    if not form.is_valid():
        return _page(request, desk, form)
    try:
        lesson = actions.write_lesson(
            lesson=lesson, seen=form.cleaned_data["seen"], words=form.words(), actor=request.user
        )
        return _do(request, lesson, desk)
    except actions.LessonChanged:
        typed = request.POST.copy()
        typed["seen"] = lesson.latest_revision_id
        form = _form(desk, typed)
        form.add_error(None, CHANGED)
        return _page(request, desk, form)
    except actions.WithEditors:
        messages.error(request, GONE)
        return see_other("home:write-lesson", lesson.thread_id)


def _do(request: HttpRequest, lesson: LessonPage, desk: Desk) -> HttpResponse:
    act, _, what = request.POST.get("do", "").partition(":")
    here = f"{request.get_full_path()}#les"
    if act == "quote":
        return _quote(request, lesson, what, here)
    if act in STEPS:
        actions.move_block(lesson=lesson, block_id=what, step=STEPS[act], actor=request.user)
    elif act == "out":
        actions.take_out(lesson=lesson, block_id=what, actor=request.user)
    elif act == "ask":
        _ask(request, lesson)
    elif act == "hand-in":
        _hand_in(request, lesson)
    else:
        messages.success(request, "De les is bewaard.")
    return see_other(here)


def _quote(request: HttpRequest, lesson: LessonPage, number: str, here: str) -> HttpResponse:
    posts = Post.objects.visible_to(request.roles).select_related("thread__group", "author", "organization")
    post = get_object_or_404(posts, pk=number if number.isdecimal() else 0)
    form = PassageForm({"words": request.POST.get(f"passage-{post.pk}", "")})
    if form.is_valid():
        try:
            words = form.quoted(own_words(post.body))
            actions.quote_passage(
                lesson=lesson, post=post, words=words, actor=request.user, now=timezone.now()
            )
        except actions.NotWordForWord:
            form.add_error("words", NOT_WORD_FOR_WORD)
        except actions.AuthorGone:
            form.add_error("words", AUTHOR_GONE)
        else:
            messages.success(request, "Het citaat staat onderaan je les.")
            return see_other(here)
    desk = desk_of(lesson, request.roles, request.GET.get("pagina", "1"))
    return _page(request, desk, _form(desk), passage=(post.pk, form))


def _ask(request: HttpRequest, lesson: LessonPage) -> None:
    try:
        count = consent.ask_for_consent(lesson=lesson, actor=request.user, now=timezone.now())
    except consent.NothingToAsk:
        messages.info(request, "Iedereen is al gevraagd.")
    else:
        people = "1 schrijver krijgt" if count == 1 else f"{count} schrijvers krijgen"
        messages.success(request, f"{people} een brief met de vraag of het mag.")


def _hand_in(request: HttpRequest, lesson: LessonPage) -> None:
    try:
        actions.hand_in(lesson=lesson, actor=request.user)
    except AwaitsConsent:
        messages.error(request, "Nog niet iedereen heeft geantwoord. Wacht, of haal dat citaat weg.")
    except actions.EmptyLesson:
        messages.error(request, "Er staat nog niets in de les. Schrijf eerst wat jullie leerden.")
    else:
        messages.success(request, "De les ligt bij de redactie. Je hoort het als zij iets vraagt.")


def _form(desk: Desk, typed=None) -> LessonForm:
    lesson = desk.lesson
    initial = {
        "title": lesson.title,
        "lead": lesson.lead,
        "closed_reason": lesson.closed_reason,
        "contact_line": lesson.contact_line,
        "seen": lesson.latest_revision_id,
    }
    has_contact = bool(lesson.thread.group.contact_line)
    return LessonForm(typed, parts=desk.parts, has_contact=has_contact, initial=initial)


def _page(
    request: HttpRequest,
    desk: Desk,
    form: LessonForm,
    passage: tuple[int, PassageForm] | None = None,
) -> HttpResponse:
    """Show the desk; ``passage`` is what somebody wanted to quote and of which post."""
    quoted, wrong = passage or (None, None)
    context = {
        "desk": desk,
        "form": form,
        "rows": [
            (part, form[f"text-{part.block_id}"] if part.kind == "text" else None) for part in desk.parts
        ],
        "quoted": quoted,
        "passage": wrong,
    }
    status = 422 if form.errors or wrong else 200
    return render(request, "home/lesson_desk.html", context, status=status)
