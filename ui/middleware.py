"""What holds for every answer."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import middleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from ui import page_cache
from ui.typed import texts_of

SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
# For answers that say nothing else; the policy for content is django-csp's.
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
    "X-Content-Type-Options": "nosniff",
}
PERSONAL = "private, no-store"


class HeadersMiddleware:
    """Tells browsers what they may do with an answer, also with one that another middleware gave."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let nothing stay behind on a shared computer of what somebody who is signed in was shown."""
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies:
            response.headers.setdefault("Cache-Control", PERSONAL)
        return response


class PageCacheMiddleware:
    """Gives who has no cookie the page that was made for somebody like her a moment ago."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from what was kept, or make the answer and keep it."""
        if request.method not in SAFE_METHODS:
            response = self.get_response(request)
            page_cache.forget_pages()
            return response
        place = page_cache.place_of(request)
        if place and (kept := page_cache.kept_page(place)):
            return kept
        response = self.get_response(request)
        # A nonce counts once.
        if place and not getattr(request, "csp_nonce", None):
            page_cache.keep_page(place, response)
        return response


class LoginRequiredMiddleware(middleware.LoginRequiredMiddleware):
    """Asks who is not signed in, or no longer, to sign in; what she just typed is not lost."""

    def handle_no_permission(self, request: HttpRequest, view_func) -> HttpResponse:
        """Send her to sign in, unless that would throw away a text."""
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({}, status=401)
        if request.method == "POST" and (texts := texts_of(request)):
            return render(request, "401.html", {"texts": texts}, status=401)
        return super().handle_no_permission(request, view_func)
