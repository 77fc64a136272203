"""What facilitators do with a thread: end it, pin it, move it, split it, merge it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from learninggroups.actions import ordering
from learninggroups.actions import threads as actions
from learninggroups.forms.ordering import GroupChoiceForm, SplitForm, ThreadChoiceForm, TidyForm
from learninggroups.models import LearningGroup, Thread
from learninggroups.permissions import may_moderate, may_see_thread
from learninggroups.queries import ordering as queries
from members.permissions import require
from ui.htmx import see_other

MEANWHILE = "Iemand anders heeft dit gesprek net verplaatst of samengevoegd. Kijk eerst hoe het nu is."


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a thread."""
    return _do(
        request, pk, actions.close_thread, "Het gesprek is afgesloten. Iedereen kan het blijven lezen."
    )


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a thread take replies again."""
    return _do(request, pk, actions.reopen_thread, "Het gesprek is weer open.")


@require_POST
def pin(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a thread on top of its group."""
    return _do(request, pk, actions.pin_thread, "Het gesprek staat nu bovenaan in de groep.")


@require_POST
def unpin(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a thread take its place among the others again."""
    return _do(request, pk, actions.unpin_thread, "Het gesprek staat weer tussen de andere gesprekken.")


@require_http_methods(["GET", "POST"])
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose a group, see who reads the thread there, and move it."""
    thread = _moderated(request, pk)
    groups = queries.groups_to_move_to(request.roles, thread)
    choice = GroupChoiceForm(request.GET or None, groups=groups)
    if not choice.is_valid():
        context = {"thread": thread, "form": choice, "groups": groups}
        return render(request, "learninggroups/move_thread.html", context)
    group = get_object_or_404(
        LearningGroup.objects.visible_to(request.roles), slug=choice.cleaned_data["naar"]
    )
    form = TidyForm(request.POST or None)
    if form.is_valid():
        try:
            ordering.move_thread(
                thread=thread, group=group, **form.cleaned_data, actor=request.user, now=timezone.now()
            )
        except ordering.NothingToMove:
            messages.error(request, MEANWHILE)
            return see_other(thread)
        except ordering.InTheWay:
            # The page says what is in the way, and what can be done instead.
            form.add_error(None, "Het gesprek is niet verplaatst.")
        else:
            messages.success(request, f"Het gesprek staat nu in {group.name}.")
            thread.group = group
            return see_other(thread if may_see_thread(request.roles, thread) else group)
    context = {"thread": thread, "form": form, "plan": queries.planned_move(thread, group)}
    return render(request, "learninggroups/move_thread_sure.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
def split(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose posts that go on in a thread of their own."""
    thread = _moderated(request, pk)
    posts, more_after = queries.posts_to_split_off(
        request.roles, thread, after=_number(request.GET.get("na"))
    )
    form = SplitForm(request.POST or None, posts=posts)
    if form.is_valid():
        try:
            new = ordering.split_thread(
                thread=thread, **form.cleaned_data, actor=request.user, now=timezone.now()
            )
        except ordering.NothingToMove:
            messages.error(request, MEANWHILE)
            return see_other(thread)
        messages.success(request, "De berichten staan nu in een eigen gesprek.")
        return see_other(new)
    context = {"thread": thread, "form": form, "posts": posts, "more_after": more_after}
    return render(request, "learninggroups/split_thread.html", context, status=_status(form))


@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose another thread of the group, and let the younger of the two go on in the older."""
    thread = _moderated(request, pk)
    threads = queries.threads_to_merge_with(request.roles, thread)
    choice = ThreadChoiceForm(request.GET or None, threads=threads)
    if not choice.is_valid():
        context = {"thread": thread, "form": choice, "threads": threads}
        return render(request, "learninggroups/merge_threads.html", context)
    other = next(one for one in threads if str(one.pk) == choice.cleaned_data["met"])
    form = TidyForm(request.POST or None)
    obstacle = None
    if form.is_valid():
        try:
            whole = ordering.merge_threads(
                thread=thread, other=other, **form.cleaned_data, actor=request.user, now=timezone.now()
            )
        except ordering.NothingToMove:
            messages.error(request, MEANWHILE)
            return see_other(thread)
        except ordering.InTheWay as error:
            obstacle = error.obstacle
            form.add_error(None, "De gesprekken zijn niet samengevoegd.")
        else:
            messages.success(request, "De twee gesprekken zijn nu één gesprek.")
            return see_other(whole)
    older, younger = sorted((thread, other), key=lambda one: (one.started_at, one.pk))
    obstacle = obstacle or queries.obstacle_to_merge(older, younger)
    context = {"thread": thread, "older": older, "younger": younger, "form": form, "obstacle": obstacle}
    return render(request, "learninggroups/merge_threads_sure.html", context, status=_status(form))


def _do(request: HttpRequest, pk: int, action: Callable, said: str) -> HttpResponse:
    found = get_object_or_404(Thread.objects.visible_to(request.roles).select_related("group"), pk=pk)
    action(thread=found, actor=request.user, now=timezone.now())
    messages.success(request, said)
    return see_other(found)


def _moderated(request: HttpRequest, pk: int) -> Thread:
    """Return a thread in which this person keeps order; one that was merged is ordered where it stands."""
    threads = Thread.objects.visible_to(request.roles).standing().select_related("group")
    found = get_object_or_404(threads, pk=pk)
    require(may_moderate(request.roles, found.group))
    return found


def _number(value: str | None) -> int:
    if not value:
        return 0
    if not (value.isascii() and value.isdigit() and len(value) < 8):
        raise Http404
    return int(value)


def _status(form) -> int:
    return 422 if form.errors else 200
