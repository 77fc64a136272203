"""Stopping letters without signing in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse


@login_not_required
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Show what stops, and stop it on POST."""
    return HttpResponse(status=501)
