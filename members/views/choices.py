"""What a member chose, for herself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from members.queries.choices import choices_of


@require_safe
def choices(request: HttpRequest) -> HttpResponse:
    """Show what she chose about her data and mail, and when."""
    return render(request, "members/choices.html", {"choices": choices_of(request.user)})
