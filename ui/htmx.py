"""Answers that suit both a browser and htmx."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url


def see_other(to, *args, **kwargs) -> HttpResponse:
    """Answer a successful POST: 303 to an object, URL name or path. htmx follows it too."""
    response = HttpResponseRedirect(resolve_url(to, *args, **kwargs))
    response.status_code = 303
    return response


def render_partial(
    request: HttpRequest, template: str, partial: str, context: dict, *, invalid: bool = False
) -> HttpResponse:
    """
    Render a page, or only the named partial of it when htmx asked.

    ``invalid`` answers 422, for a form that came back with errors.
    """
    name = f"{template}#{partial}" if request.htmx else template
    return render(request, name, context, status=422 if invalid else 200)
