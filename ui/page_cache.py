"""
Public pages, kept for a minute for who is not signed in, and until anything is written.

Whatever is written changes the generation, so that no page from before is ever given again. A page
is stored under the generation that held when its making began: one that was being made while
something was written is never found. Where the cache is away, pages are made as if there were none.
"""

import hashlib
import secrets
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from redis.exceptions import RedisError

KEPT_SECONDS = 60
GENERATION = "generation"
KEPT_TYPES = ("text/html", "application/atom+xml", "application/xml", "text/calendar")
PERSONAL = ("private", "no-store", "no-cache")

Kept = tuple[bytes, list[tuple[str, str]]]
T = TypeVar("T")


def forget_pages() -> None:
    """Let no page be given again that was made before; called after everything that may have written."""
    _asked(lambda: caches["pages"].set(GENERATION, secrets.token_hex(8), None), None)


def place_of(request: HttpRequest) -> str:
    """
    Return where the page that this request asks for would be kept; empty when it may not be.

    Only what everybody gets alike: no cookie of any kind, nothing after a question mark, and no
    part of a page.
    """
    if request.method != "GET" or request.COOKIES or request.META.get("QUERY_STRING"):
        return ""
    if request.headers.get("HX-Request") or request.headers.get("Authorization"):
        return ""
    generation = _asked(_generation, "")
    if not generation:
        return ""
    host = request.META.get("HTTP_HOST", "")
    asked = "\n".join([generation, request.scheme or "", host, request.path])
    return hashlib.sha256(asked.encode()).hexdigest()


def kept_page(place: str) -> HttpResponse | None:
    """Return the page that is kept at this place, or None."""
    kept: Kept | None = _asked(lambda: caches["pages"].get(place), None)
    if kept is None:
        return None
    content, headers = kept
    return HttpResponse(content, headers=dict(headers))


def keep_page(place: str, response: HttpResponse) -> None:
    """Keep a page at this place, unless something in it is for one person only."""
    if not _is_for_everybody(response):
        return
    page: Kept = (response.content, list(response.items()))
    _asked(lambda: caches["pages"].set(place, page, KEPT_SECONDS), None)


def _generation() -> str:
    found = caches["pages"].get(GENERATION)
    if found is None:
        # RACE: of two processes that find none, both read what stands there afterwards.
        caches["pages"].add(GENERATION, secrets.token_hex(8), None)
        found = caches["pages"].get(GENERATION)
    return found or ""


def _is_for_everybody(response: HttpResponse) -> bool:
    if response.status_code != 200 or response.streaming or response.cookies:
        return False
    if any(word in response.get("Cache-Control", "") for word in PERSONAL):
        return False
    return response.get("Content-Type", "").startswith(KEPT_TYPES)


def _asked(question: Callable[[], T], otherwise: T) -> T:
    """Ask the cache, and go on without it when it is away."""
    try:
        return question()
    except RedisError:
        return otherwise
