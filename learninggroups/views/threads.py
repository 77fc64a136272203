"""Threads: reading, starting, replying, editing, closing."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from learninggroups import queries
from learninggroups.actions import reading
from learninggroups.actions import threads as actions
from learninggroups.forms.posts import PlainPostForm, PostForm, ReplyForm, ThreadForm
from learninggroups.models import LearningGroup, Post, Thread, place_url
from learninggroups.permissions import may_delete_post, may_edit_post, may_write
from members.permissions import require
from ui import prose
from ui.htmx import see_other

CLOSED = "De begeleider heeft dit gesprek afgesloten. Je tekst staat hieronder nog; kopieer hem als je wilt."


def _number(value: str) -> int:
    """Read a page number; what is no number is no page."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 8 else 0


@login_not_required
@require_GET
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one page of a thread."""
    threads = Thread.objects.visible_to(request.roles).with_mark(request.roles.member_id)
    try:
        found = get_object_or_404(threads.select_related("group"), pk=pk)
    except Http404:
        if request.user.is_authenticated:
            raise
        # The link in a letter also works for who is not signed in yet. Whether there is
        # such a thread at all, a visitor does not learn.
        return redirect_to_login(request.get_full_path())
    page = queries.thread_page(request.roles, found, number=_number(request.GET.get("pagina", "1")))
    if page is None:
        raise Http404
    form = ReplyForm(initial={"seen": found.post_count}) if page.may_reply and page.is_last else None
    return render(request, "learninggroups/thread.html", {"page": page, "form": form})


@require_POST
def mark_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Remember how far somebody read; the page sends this by itself when it can."""
    found = get_object_or_404(Thread.objects.visible_to(request.roles).select_related("group"), pk=pk)
    position = _number(request.POST.get("position", ""))
    if not position:
        raise Http404
    reading.mark_read(thread=found, position=position, actor=request.user, now=timezone.now())
    return HttpResponse(status=204) if request.htmx else see_other(found.group)


@require_http_methods(["GET", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Start a thread."""
    group = get_object_or_404(LearningGroup.objects.readable_by(request.roles), slug=slug)
    require(may_write(request.roles, group))
    form = ThreadForm(request.POST or None)
    if form.is_valid():
        started = actions.start_thread(
            group=group, **form.cleaned_data, actor=request.user, now=timezone.now()
        )
        return see_other(started)
    context = {"group": group, "form": form}
    return render(request, "learninggroups/start_thread.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    """Take in a reply; shows the form by itself, and again when something is wrong."""
    found = get_object_or_404(Thread.objects.visible_to(request.roles).select_related("group"), pk=pk)
    require(may_write(request.roles, found.group))
    form = ReplyForm(request.POST or None, initial={"seen": found.post_count})
    if form.is_valid():
        try:
            post = actions.post_reply(
                thread=found, body=form.cleaned_data["body"], actor=request.user, now=timezone.now()
            )
        except actions.ThreadClosed:
            form.add_error(None, CLOSED)
        else:
            # Somebody else may have written meanwhile: start where she has not read yet.
            seen = form.cleaned_data["seen"]
            return see_other(
                place_url(found.pk, post.position if seen is None else min(seen + 1, post.position))
            )
    context = {"thread": found, "form": form}
    return render(request, "learninggroups/reply.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def edit_post(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one's own post, in the editor or (``?plat``) as plain text."""
    post = _post(request, pk)
    require(may_edit_post(request.roles, post))
    is_plain = "plat" in request.GET
    if is_plain:
        form = PlainPostForm(request.POST or None, initial={"body": prose.plain(post.body)})
    else:
        form = PostForm(request.POST or None, initial={"body": post.body})
    if form.is_valid():
        actions.edit_post(post=post, **form.cleaned_data, actor=request.user, now=timezone.now())
        return see_other(post)
    context = {"post": post, "form": form, "is_plain": is_plain}
    return render(request, "learninggroups/edit_post.html", context, status=422 if form.errors else 200)


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


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a thread."""
    found = get_object_or_404(Thread.objects.visible_to(request.roles).select_related("group"), pk=pk)
    actions.close_thread(thread=found, actor=request.user, now=timezone.now())
    messages.success(request, "Het gesprek is afgesloten. Iedereen kan het blijven lezen.")
    return see_other(found)


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a thread take replies again."""
    found = get_object_or_404(Thread.objects.visible_to(request.roles).select_related("group"), pk=pk)
    actions.reopen_thread(thread=found, actor=request.user)
    messages.success(request, "Het gesprek is weer open.")
    return see_other(found)


def _post(request: HttpRequest, pk: int) -> Post:
    return get_object_or_404(Post.objects.visible_to(request.roles).select_related("thread__group"), pk=pk)
