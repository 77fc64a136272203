"""The list of groups, a group's own page, and its description."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from learninggroups import queries
from learninggroups.actions import groups as actions
from learninggroups.actions import reading
from learninggroups.forms.groups import DescriptionForm
from learninggroups.models import LearningGroup
from learninggroups.permissions import may_lead
from learninggroups.queries.meetings import next_meeting
from members.permissions import require
from ui.htmx import see_other


@login_not_required
@require_GET
def group_list(request: HttpRequest) -> HttpResponse:
    """Show every group and how open it is."""
    entries = queries.group_list(request.roles, timezone.now())
    return render(request, "learninggroups/group_list.html", {"entries": entries})


@login_not_required
@require_GET
def group(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a group; of a closed one strangers see who it is and whom to call."""
    found = get_object_or_404(
        LearningGroup.objects.visible_to(request.roles).select_related("theme"), slug=slug
    )
    after = request.GET.get("na", "")
    try:
        page = queries.group_page(request.roles, found, after=after)
    except ValueError as error:
        raise Http404 from error
    meeting = next_meeting(request.roles, found, timezone.now())
    context = {"page": page, "group": found, "is_first": not after, "meeting": meeting}
    return render(request, "learninggroups/group.html", context)


@require_http_methods(["GET", "POST"])
def describe(request: HttpRequest, slug: str) -> HttpResponse:
    """Let a facilitator change what the group says about itself."""
    found = get_object_or_404(LearningGroup.objects.visible_to(request.roles), slug=slug)
    require(may_lead(request.roles, found))
    form = DescriptionForm(request.POST or None, instance=found)
    if form.is_valid():
        description = actions.GroupDescription(**form.cleaned_data)
        actions.describe_group(group=found, description=description, actor=request.user)
        messages.success(request, "De beschrijving is bewaard.")
        return see_other(found)
    context = {"group": found, "form": form}
    return render(request, "learninggroups/describe.html", context, status=422 if form.errors else 200)


@require_POST
def mark_read(request: HttpRequest, slug: str) -> HttpResponse:
    """Mark everything in a group as read."""
    found = get_object_or_404(LearningGroup.objects.readable_by(request.roles), slug=slug)
    reading.mark_group_read(group=found, actor=request.user, now=timezone.now())
    messages.success(request, "Alles in deze groep staat op gelezen.")
    return see_other(found)
