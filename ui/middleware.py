"""What holds for every answer."""

from django.contrib.auth import middleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ui.typed import texts_of


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Asks who is not signed in, or no longer, to sign in; what she just typed is not lost."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        """Send her to sign in, unless that would throw away a text."""
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({}, status=401)
        if request.method == "POST" and (texts := texts_of(request)):
            return render(request, "401.html", {"texts": texts}, status=401)
        return super().handle_no_permission(request, view_func)
