"""Answers that suit both a browser and htmx."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url


def see_other(to, *args, **kwargs) -> HttpResponse:
    """Answer a successful POST: 303 to an object, URL name or path. htmx follows it too."""
    response = HttpResponseRedirect(resolve_url(to, *args, **kwargs))
    response.status_code = 303
    return response
