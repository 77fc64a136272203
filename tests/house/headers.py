"""
What the site test of internet.nl asks of the headers of an answer, and what we ask beside it.

Its rules are read from its public source (``checks/tasks/http_headers.py``) and told here in our
own words, so that its verdict is known before the site is there.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from django.http import HttpResponse

YEAR = 31_536_000
UNSAFE = {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'"}
OWN_OR_NOTHING = ({"'self'"}, {"'none'"})
NONCE = re.compile(r"nonce-[^']+")


def faults_of(response: HttpResponse, *, is_signed_in: bool) -> list[str]:
    """Return what is wrong with the headers of an answer over https; nothing when all is well."""
    headers = {name.lower(): value for name, value in response.items()}
    policy = NONCE.sub("nonce-x", headers.get("content-security-policy", ""))
    return [
        *faults_of_policy(policy),
        *_faults_of_the_rest(headers),
        *_faults_of_keeping(headers.get("cache-control", ""), is_signed_in),
        *_faults_of_cookies(response),
    ]


@lru_cache
def faults_of_policy(policy: str) -> tuple[str, ...]:
    """Return which rules a content security policy breaks."""
    parts = [part.split() for part in policy.split(";") if part.strip()]
    directives = {name: set(sources) for name, *sources in parts}
    return tuple(_broken(directives))


def _broken(directives: dict[str, set[str]]) -> Iterator[str]:
    for name in ("default-src", "base-uri", "frame-ancestors", "form-action"):
        if directives.get(name) not in OWN_OR_NOTHING:
            yield f"{name} must be 'self' or 'none'"
    for name, sources in directives.items():
        if unsafe := sources & UNSAFE:
            yield f"{name} has {unsafe}"
        for source in sources - {"'self'", "'none'"}:
            # Of all that may stand here we use but two: stricter than asked, and short.
            if not source.startswith(("'nonce-", "'sha256-", "allow-")):
                yield f"{name} lets in {source}"


def _faults_of_the_rest(headers: dict[str, str]) -> Iterator[str]:
    lasts = re.match(r"max-age=(\d+)", headers.get("strict-transport-security", ""))
    if lasts is None or int(lasts[1]) < YEAR:
        yield "Strict-Transport-Security of less than a year"
    if headers.get("x-frame-options") not in ("DENY", "SAMEORIGIN"):
        yield "X-Frame-Options lets others frame it"
    if headers.get("x-content-type-options") != "nosniff":
        yield "X-Content-Type-Options is not nosniff"
    if headers.get("referrer-policy") not in ("same-origin", "no-referrer"):
        yield "Referrer-Policy tells others where one was"
    for name in ("cross-origin-opener-policy", "cross-origin-resource-policy"):
        if headers.get(name) != "same-origin":
            yield f"{name} is not same-origin"
    if "camera=()" not in headers.get("permissions-policy", ""):
        yield "Permissions-Policy forbids nothing"
    if "access-control-allow-origin" in headers:
        yield "Access-Control-Allow-Origin lets others read it"


def _faults_of_keeping(cache_control: str, is_signed_in: bool) -> Iterator[str]:
    words = {word.strip() for word in cache_control.split(",")}
    # A file is asked for again each time, with its mark; what everybody gets alike may be kept.
    is_careful = "private" in words and words & {"no-store", "no-cache"}
    if is_signed_in and not is_careful and "public" not in words:
        yield f"Cache-Control of a member is {cache_control!r}"


def _faults_of_cookies(response: HttpResponse) -> Iterator[str]:
    for name, cookie in response.cookies.items():
        is_strict = cookie["secure"] and cookie["path"] == "/" and not cookie["domain"]
        # One that is taken away says no more than that.
        is_hidden = cookie["httponly"] or cookie["max-age"] == 0
        if not (name.startswith("__Host-") and is_strict and is_hidden and cookie["samesite"] == "Lax"):
            yield f"cookie {cookie.OutputString()}"
