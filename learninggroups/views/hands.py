"""Putting a hand up for a theme, and taking it down."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST

from learninggroups.actions import hands as actions
from learninggroups.forms.hands import HandForm
from themes.models import Theme
from ui.htmx import see_other


@require_POST
def raise_hand(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a hand up, with or without a sentence."""
    theme = _theme(slug)
    form = HandForm(request.POST)
    if form.is_valid():
        actions.raise_hand(theme=theme, **form.cleaned_data, actor=request.user, now=timezone.now())
        messages.success(request, "Je hand is op. Andere leden zien dat jij hieraan wilt trekken.")
    else:
        messages.error(request, "Je zin is te lang. Houd het bij 280 tekens.")
    return see_other("home:network", slug)


@require_POST
def lower_hand(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a hand down."""
    actions.lower_hand(theme=_theme(slug), actor=request.user)
    messages.success(request, "Je hand is weer neer.")
    return see_other("home:network", slug)


def _theme(slug: str) -> Theme:
    themes = Theme.objects.order_by("pk")
    return get_object_or_404(themes, slug=slug)
