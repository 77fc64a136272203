"""Doors of the house itself: where signing in happens, and the images of pages."""

from collections.abc import Callable
from functools import wraps
from pathlib import Path

from allauth.account.decorators import reauthentication_required
from allauth.account.views import password_set
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse_lazy
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView
from django.views.static import serve

from files.serving import DOCUMENT_POLICY

# What Wagtail renders for pages lies here; originals and documents lie elsewhere in the same store.
RENDITIONS = "images"
IMAGE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"}

# SECURITY: Wagtail's own forms would let in whoever knows a password, past the second factor.
sign_in = login_not_required(RedirectView.as_view(pattern_name="account_login", query_string=True))
set_password = reauthentication_required(password_set, app="allauth.account")
find_password_back = login_not_required(RedirectView.as_view(url=reverse_lazy("account_reset_password")))


@login_not_required
@require_safe
def image(request: HttpRequest, path: str) -> FileResponse | HttpResponse:
    """Serve an image of a page to anyone; nothing else of the store leaves through here."""
    if Path(path).suffix.lower() not in IMAGE_SUFFIXES:
        raise Http404
    response = serve(request, path, document_root=Path(settings.MEDIA_ROOT) / RENDITIONS)
    response["Cache-Control"] = "public, max-age=2592000"
    return response


def document(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let Wagtail ask who may read a document, and its file do nothing but be read."""

    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if "Content-Security-Policy" in response:
            response["Content-Security-Policy"] = DOCUMENT_POLICY
        return response

    return answer
