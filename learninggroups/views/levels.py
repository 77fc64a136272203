"""What a member wants to hear by letter: of one thread, of a group, and by default."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from learninggroups.actions import levels as actions
from learninggroups.forms.levels import LevelForm
from learninggroups.models import LearningGroup, Thread
from learninggroups.notifications.posts import subject_of_token
from learninggroups.permissions import Roles, may_choose_level
from learninggroups.queries import levels as queries
from members.models import Member
from members.permissions import require
from ui.htmx import see_other

KEPT = "Je keuze is bewaard."


@require_http_methods(["GET", "POST"])
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one hears of a thread and why, and change it."""
    found = get_object_or_404(Thread.objects.visible_to(request.roles).select_related("group"), pk=pk)
    return _for_thread(request, found, request.user)


@login_not_required
@require_http_methods(["GET", "POST"])
def by_letter(request: HttpRequest, token: str) -> HttpResponse:
    """
    Do the same for whoever holds a letter, without signing in and without signing her in.

    Opening the link changes nothing, because mail scanners open links too.
    """
    subject = subject_of_token(token)
    member = Member.objects.active().filter(pk=subject[0]).first() if subject else None
    if member is None:
        raise Http404
    threads = Thread.objects.visible_to(Roles.of(member)).select_related("group")
    return _for_thread(request, get_object_or_404(threads, pk=subject[1]), member, token)


@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what one hears of a group and why, and change it."""
    found = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(may_choose_level(request.roles, found))
    choice = queries.choice_for_group(request.user, found)
    form = LevelForm(
        request.POST or None,
        initial={"level": choice.chosen},
        otherwise=f"wat ik voor al mijn leergroepen koos: {choice.otherwise.label}",
    )
    if form.is_valid():
        actions.choose_for_group(group=found, **form.cleaned_data, actor=request.user)
        messages.success(request, KEPT)
        return see_other(found)
    context = {"group": found, "choice": choice, "form": form}
    return _answer(request, "learninggroups/group_level.html", context)


@require_POST
def own(request: HttpRequest) -> HttpResponse:
    """Change what one hears wherever nothing else was chosen."""
    form = LevelForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies eerst een van de drie mogelijkheden.")
    else:
        actions.choose_by_default(**form.cleaned_data, actor=request.user)
        messages.success(request, KEPT)
    return see_other("digests:preferences")


def _for_thread(request: HttpRequest, found: Thread, member: Member, token: str = "") -> HttpResponse:
    choice = queries.choice_for_thread(member, found)
    form = LevelForm(
        request.POST or None,
        initial={"level": choice.chosen},
        otherwise=f"wat ik voor de leergroep koos: {choice.otherwise.label}",
    )
    if form.is_valid():
        actions.choose_for_thread(thread=found, **form.cleaned_data, actor=member, now=timezone.now())
        messages.success(request, KEPT)
        return see_other("learninggroups:level-by-letter", token) if token else see_other(found)
    # PRIVACY: a letter may be read by others, so the page it leads to repeats nothing of a
    # group that keeps everything inside.
    is_discreet = bool(token) and found.group.is_confidential
    context = {
        "thread": found,
        "choice": choice,
        "form": form,
        "is_by_letter": bool(token),
        "is_discreet": is_discreet,
    }
    return _answer(request, "learninggroups/thread_level.html", context)


def _answer(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    return render(request, template, context, status=422 if context["form"].errors else 200)
