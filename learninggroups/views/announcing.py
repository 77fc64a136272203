"""Bringing a post to everybody of its group."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from learninggroups.actions import announcing as actions
from learninggroups.models import Post
from learninggroups.permissions import may_announce
from learninggroups.queries import announcing as queries
from members.permissions import require
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def announce(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whom a post will reach, and bring it to them."""
    posts = Post.objects.visible_to(request.roles).select_related("thread__group", "author")
    post = get_object_or_404(posts, pk=pk)
    require(may_announce(request.roles, post))
    if request.method == "POST":
        try:
            actions.announce(post=post, actor=request.user, now=timezone.now())
        except actions.AlreadyAnnounced:
            messages.error(request, "Deze maand was er al een mededeling aan iedereen.")
        else:
            messages.success(request, "Iedereen van de groep leest dit in het volgende overzicht.")
        return see_other(post)
    today = timezone.localdate()
    context = {
        "post": post,
        "group": post.thread.group,
        "earlier": queries.announced_in(post.thread.group, today),
        "again_from": queries.next_month(today),
    }
    return render(request, "learninggroups/announce.html", context)
