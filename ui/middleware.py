"""What holds for every answer."""

from django.contrib.auth import middleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ui import prose

# More than anybody minds typing again.
WORTH_KEEPING = 40


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Asks who is not signed in, or no longer, to sign in; what she just typed is not lost."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        """Send her to sign in, unless that would throw away a text."""
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({}, status=401)
        if request.method == "POST" and (texts := _typed(request)):
            return render(request, "401.html", {"texts": texts}, status=401)
        return super().handle_no_permission(request, view_func)


def _typed(request: HttpRequest) -> list[str]:
    """Return the texts in a form that somebody put work in."""
    return [
        prose.plain(prose.clean(text))
        for name, text in request.POST.items()
        if len(text) > WORTH_KEEPING and name != "csrfmiddlewaretoken"
    ]
