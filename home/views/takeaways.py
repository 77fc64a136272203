"""*Hier heb ik iets aan, want …*: writing it, saying yes to it, a look by somebody, and erasing it."""

from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from home.actions import takeaways as actions
from home.forms.practices import DeclineForm, OwnTakeawayForm, TakeawayForm
from home.models import LessonPage, Takeaway
from home.notifications.readers import takeaway_of_token, token_of
from home.permissions import may_judge_takeaways
from home.queries.lessons import readable_lesson
from home.queries.practices import takeaways_of, takeaways_to_judge
from members.permissions import require
from ui.htmx import see_other


@login_not_required
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what readers have of a lesson, and ask for one's own words."""
    lesson = readable_lesson(slug, request.roles)
    if lesson is None:
        raise Http404
    kind = OwnTakeawayForm if request.roles.is_member else TakeawayForm
    form = kind(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if request.roles.is_member:
            return _keep(request, lesson, form)
        if form.is_by_machine:
            return see_other("home:takeaway-asked")
        if ratelimit.consume(request, action="takeaway"):
            _write(request, lesson, form)
            return see_other("home:takeaway-asked")
        form.add_error(None, "Vanaf deze plek kwamen net al meer zinnen. Probeer het over een uur weer.")
        return _page(request, lesson, form, status=429)
    return _page(request, lesson, form, status=422 if form.errors else 200)


def _keep(request: HttpRequest, lesson: LessonPage, form: OwnTakeawayForm) -> HttpResponse:
    takeaway = _write(request, lesson, form)
    messages.success(request, "Dank je wel. Je zin staat bij de les.")
    return see_other("home:own-takeaway", token_of(takeaway))


def _write(request: HttpRequest, lesson: LessonPage, form: OwnTakeawayForm) -> Takeaway:
    typed = form.cleaned_data
    return actions.write_takeaway(
        lesson=lesson,
        words=typed["words"],
        name=typed.get("name", ""),
        email=typed.get("email", ""),
        actor=request.user,
        now=timezone.now(),
    )


def _page(request: HttpRequest, lesson: LessonPage, form: OwnTakeawayForm, status: int) -> HttpResponse:
    context = {
        "lesson": lesson,
        "form": form,
        "takeaways": takeaways_of(lesson),
        "canonical": lesson.canonical + "iets-aan/",
    }
    return render(request, "home/takeaway.html", context, status=status)


@login_not_required
@require_GET
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way; the same to everyone."""
    return render(request, "home/takeaway_asked.html")


@login_not_required
@never_cache
@sensitive_variables("token")
@require_http_methods(["GET", "POST"])
def own(request: HttpRequest, token: str) -> HttpResponse:
    """
    Show a reader her own words, and take her yes or erase them when she says so.

    The link from her letter is her key. Opening it changes nothing, because mail scanners open
    links too.
    """
    takeaway = Takeaway.objects.select_related("lesson").filter(pk=takeaway_of_token(token)).first()
    if takeaway is None:
        return render(request, "home/takeaway_gone.html", status=410)
    if request.method == "POST":
        if request.POST.get("do") == "erase":
            actions.erase_takeaway(takeaway=takeaway)
            return render(request, "home/takeaway_gone.html", {"is_erased": True})
        actions.confirm_takeaway(takeaway=takeaway, now=timezone.now())
        return see_other("home:own-takeaway", token)
    return render(request, "home/takeaway_own.html", {"takeaway": takeaway, "lesson": takeaway.lesson})


@cache_control(private=True, no_store=True)
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    """Show what visitors wrote that waits for a look."""
    return _waiting(request)


@require_POST
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a visitor's words with the lesson, or say why not."""
    seen = Takeaway.objects.visible_to(request.roles).select_related("lesson")
    takeaway = get_object_or_404(seen, pk=pk)
    require(may_judge_takeaways(request.roles, takeaway.lesson))
    now = timezone.now()
    if request.POST.get("do") == "show":
        actions.show_takeaway(takeaway=takeaway, actor=request.user, now=now)
        messages.success(request, "De zin staat bij de les. De lezer krijgt een brief.")
        return see_other("home:takeaways")
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _waiting(request, declined=takeaway.pk, form=form, status=422)
    actions.decline_takeaway(
        takeaway=takeaway, reason=form.cleaned_data["reason"], actor=request.user, now=now
    )
    messages.success(request, "De zin is weg. De lezer krijgt een brief met jouw reden.")
    return see_other("home:takeaways")


def _waiting(
    request: HttpRequest, *, declined: int | None = None, form: DeclineForm | None = None, status: int = 200
) -> HttpResponse:
    found = takeaways_to_judge(request.roles)
    # Each has a form of its own, and the ids in it must differ.
    rows = [(one, form if one.pk == declined else DeclineForm(auto_id=f"id_%s-{one.pk}")) for one in found]
    return render(request, "home/takeaways.html", {"rows": rows, "declined": declined}, status=status)
