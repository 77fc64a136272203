"""Connecting outside knowledge to a learning group."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from home.actions import knowledge as actions
from home.forms.practices import ConnectForm
from home.models import KnowledgeLink, KnowledgePage
from home.permissions import may_disconnect
from learninggroups.models import LearningGroup
from members.permissions import require
from ui.htmx import see_other


@require_http_methods(["GET", "POST"])
def connect(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for which of her groups something is of use, and why."""
    page = get_object_or_404(KnowledgePage.objects.live().public(), slug=slug)
    groups = LearningGroup.objects.filter(pk__in=request.roles.participates).current().order_by("name")
    if not groups:
        raise PermissionDenied
    form = ConnectForm(request.POST if request.method == "POST" else None, groups=groups)
    if form.is_valid():
        actions.connect(page=page, **form.cleaned_data, actor=request.user, now=timezone.now())
        messages.success(request, f"Dit staat nu bij leergroep {form.cleaned_data['group'].name}.")
        return see_other(page.address)
    context = {"page": page, "form": form}
    return render(request, "home/connect.html", context, status=422 if form.errors else 200)


@require_POST
def disconnect(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a connection away."""
    seen = KnowledgeLink.objects.visible_to(request.roles).select_related("group", "page")
    link = get_object_or_404(seen, pk=pk)
    require(may_disconnect(request.roles, link))
    actions.disconnect(link=link, actor=request.user)
    messages.success(request, "De koppeling is weg.")
    return see_other(link.page.address)
