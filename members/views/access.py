"""The door of the programme team's pages in the back office."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.defaults import permission_denied


def for_programme_team(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """
    Answer 403 to everyone else.

    The page is made here, because Wagtail turns a PermissionDenied into a redirect.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.roles.is_programme_team:
            return permission_denied(request, PermissionDenied())
        return view(request, *args, **kwargs)

    return guarded
