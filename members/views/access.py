"""The doors of our own pages in the back office."""

from collections.abc import Callable
from functools import wraps
from operator import attrgetter

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.defaults import permission_denied

from members.permissions import Roles

View = Callable[..., HttpResponse]


def only_for(may: Callable[[Roles], bool]) -> Callable[[View], View]:
    """
    Answer 403 to everyone else.

    The page is made here, because Wagtail turns a PermissionDenied into a redirect.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
            if not may(request.roles):
                return permission_denied(request, PermissionDenied())
            return view(request, *args, **kwargs)

        return guarded

    return guard


for_programme_team = only_for(attrgetter("is_programme_team"))
