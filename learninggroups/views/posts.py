"""Writing: starting a thread, changing and deleting a post."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from learninggroups.actions import posts as actions
from learninggroups.actions.newcomers import TooMuch
from learninggroups.forms.posts import PlainPostForm, PostForm
from learninggroups.forms.starting import PromptedThreadForm, kind_of
from learninggroups.models import LearningGroup, Post, Thread
from learninggroups.permissions import may_delete_post, may_edit_post, may_start
from learninggroups.views.attachments import uploads_for
from learninggroups.views.drafts import Desk, desk_at, set_aside
from learninggroups.views.newcomers import words_of_limit
from members.permissions import require
from ui import prose
from ui.htmx import see_other

GONE = "Dit bericht kun je nu niet wijzigen: het is verwijderd of verborgen. Je tekst staat hieronder nog."


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a thread."""
    group = get_object_or_404(LearningGroup.objects.readable_by(request.roles), slug=slug)
    now = timezone.now()
    desk = desk_at(request, group)
    kind = _kind(request, desk)
    if kind_of(desk.initial) != kind:
        desk = desk.beside()
    require(may_start(request.roles, group, kind))
    form = PromptedThreadForm(
        request.POST or None,
        request.FILES or None,
        initial={**desk.initial, "attachments": uploads_for(request, group)},
        kind=kind,
    )
    if form.is_valid() and form.may_go(now):
        try:
            started = actions.start_thread(
                group=group,
                title=form.cleaned_data["title"],
                body=form.words(),
                form=kind,
                attachments=form.cleaned_data["attachments"],
                draft=desk.key,
                actor=request.user,
                now=now,
            )
        except TooMuch as error:
            desk = set_aside(request, group)
            form.add_error(None, words_of_limit(error, group))
        else:
            return see_other(started)
    context = {
        "group": group,
        "form": form,
        "desk": desk,
        "kind": kind,
        "kinds": [one for one in Thread.Form if may_start(request.roles, group, one)],
    }
    return render(request, "learninggroups/start_thread.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def edit_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own post, in the editor or (``?plat``) as plain text."""
    post = _post(request, pk)
    require(may_edit_post(request.roles, post))
    is_plain = "plat" in request.GET
    desk = desk_at(request, post)
    body = desk.initial.get("body", post.body)
    if is_plain:
        body = prose.plain(prose.clean(body))
    form = (PlainPostForm if is_plain else PostForm)(
        request.POST or None,
        request.FILES or None,
        initial={"body": body, "attachments": uploads_for(request, post)},
    )
    now = timezone.now()
    if form.is_valid() and form.may_go(now):
        try:
            actions.edit_post(post=post, **form.cleaned_data, draft=desk.key, actor=request.user, now=now)
        except actions.PostGone:
            form.add_error(None, GONE)
        else:
            return see_other(post)
    context = {"post": post, "form": form, "desk": desk, "is_plain": is_plain}
    return render(request, "learninggroups/edit_post.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def delete_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once, and take one's own post away."""
    post = _post(request, pk)
    require(may_delete_post(request.roles, post))
    if request.method == "GET":
        return render(request, "learninggroups/delete_post.html", {"post": post})
    actions.delete_post(post=post, actor=request.user, now=timezone.now())
    messages.success(request, "Je bericht is verwijderd.")
    return see_other(post)


def _kind(request: HttpRequest, desk: Desk) -> str:
    """Return the form that the address names (``vorm``), or the one in which was written already."""
    named = request.GET.get("vorm")
    if named is None:
        return kind_of(request.POST or desk.initial)
    kinds = {kind.label: kind.value for kind in Thread.Form}
    if named not in kinds:
        raise Http404
    return kinds[named]


def _post(request: HttpRequest, pk: int) -> Post:
    return get_object_or_404(Post.objects.visible_to(request.roles).select_related("thread__group"), pk=pk)
