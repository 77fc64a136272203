"""Following a programme or a theme from its page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from learninggroups.actions import following as actions
from themes.models import Programme, Theme
from ui.htmx import see_other


@require_POST
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow a programme, or no more."""
    programmes = Programme.objects.order_by("pk")
    found = get_object_or_404(programmes, slug=slug)
    return _turn(request, found, found.get_absolute_url())


@require_POST
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """Follow a theme, or no more."""
    themes = Theme.objects.order_by("pk")
    found = get_object_or_404(themes, slug=slug)
    return _turn(request, found, "home:network", slug)


def _turn(request: HttpRequest, subject: Programme | Theme, back: str, *args: str) -> HttpResponse:
    if "stop" in request.POST:
        actions.unfollow(subject=subject, actor=request.user)
        messages.success(request, f"Je volgt {subject.name} niet meer.")
    else:
        actions.follow(subject=subject, actor=request.user, now=timezone.now())
        messages.success(
            request, f"Je volgt {subject.name}. Wat er landelijk speelt, zie je vooraan in je overzicht."
        )
    return see_other(back, *args)
