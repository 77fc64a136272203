"""Where a post stands now, what it said before, and putting a deleted one back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from learninggroups.actions import posts as actions
from learninggroups.models import Post
from learninggroups.permissions import may_restore_post
from learninggroups.queries import history as queries
from members.permissions import require
from ui.htmx import see_other


@login_not_required
@require_GET
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead to a post, wherever it stands by now."""
    found = Post.objects.visible_to(request.roles).filter(pk=pk).first()
    if found is None and not request.user.is_authenticated:
        # As with a thread: the link also works for who is not signed in yet.
        return redirect_to_login(request.get_full_path())
    return redirect(found or get_object_or_404(Post.objects.visible_to(request.roles), pk=pk))


@login_not_required
@require_GET
def earlier(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a post said before, to who sees what it says now."""
    found = get_object_or_404(
        Post.objects.visible_to(request.roles).standing().select_related("thread__group", "author"), pk=pk
    )
    context = {"post": found, "versions": queries.versions_of(request.roles, found)}
    return render(request, "learninggroups/earlier.html", context)


@require_http_methods(["GET", "POST"])
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a writer put back what she deleted."""
    found = get_object_or_404(Post.objects.visible_to(request.roles).select_related("thread__group"), pk=pk)
    require(may_restore_post(request.roles, found))
    if request.method == "GET":
        context = {"post": found, "words": queries.words_to_restore(found)}
        return render(request, "learninggroups/restore_post.html", context)
    try:
        actions.restore_post(post=found, actor=request.user, now=timezone.now())
    except actions.PostGone:
        messages.error(
            request, "Dit bericht kan niet meer teruggezet worden. Na dertig dagen is de tekst weg."
        )
    else:
        messages.success(request, "Je bericht staat er weer.")
    return see_other(found)
