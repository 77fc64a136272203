"""Laying a group to rest, and bringing it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from learninggroups.actions import groups as actions
from learninggroups.models import LearningGroup
from learninggroups.permissions import may_look_after
from members.permissions import require
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def archive(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask once whether a group may rest, or whether it may come back, and do so."""
    group = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(may_look_after(request.roles, group))
    if request.method == "GET":
        return render(request, "learninggroups/archive.html", {"group": group})
    if group.archived_at is None:
        actions.archive_group(group=group, actor=request.user, now=timezone.now())
        messages.success(request, f"{group.name} is gearchiveerd. Je kunt de groep altijd weer openen.")
    else:
        actions.revive_group(group=group, actor=request.user)
        messages.success(request, f"{group.name} is weer open.")
    return see_other(group)
