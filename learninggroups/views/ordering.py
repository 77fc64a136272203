"""What facilitators do with a thread."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from learninggroups.actions import threads as actions
from learninggroups.models import Thread
from ui.htmx import see_other


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
    actions.reopen_thread(thread=found, actor=request.user, now=timezone.now())
    messages.success(request, "Het gesprek is weer open.")
    return see_other(found)
