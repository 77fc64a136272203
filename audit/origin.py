"""From where the request came that is being answered: a network and a kind of browser, no more."""

import ipaddress
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse

# Which browser a user agent speaks for; the first that is found in it.
BROWSERS = {"Edg/": "Edge", "OPR/": "Opera", "Firefox/": "Firefox", "Chrome/": "Chrome", "Safari/": "Safari"}
SYSTEMS = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows", "Mac OS": "macOS"}
SYSTEMS |= {"Linux": "Linux"}


@dataclass(frozen=True)
class Origin:
    """A network as in ``192.0.2.0/24``, and a browser as in ``Firefox, Windows``; empty in a task."""

    network: str = ""
    browser: str = ""


_current: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


def current() -> Origin:
    """Return where what is being done now was asked from."""
    request = _current.get()
    if request is None:
        return Origin()
    return Origin(
        network_of(get_adapter().get_client_ip(request)), browser_of(request.headers.get("User-Agent", ""))
    )


def network_of(address: str | None) -> str:
    """Return the network of an address: enough to see a pattern, too little to find a home."""
    try:
        ip = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{ip}/{24 if ip.version == 4 else 48}", strict=False))


def browser_of(agent: str) -> str:
    """Return the kind of browser and of machine, without versions."""
    found = [
        next((name for mark, name in kinds.items() if mark in agent), "") for kinds in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(filter(None, found))


class OriginMiddleware:
    """Let the log know whose request is being answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _current.set(request)
        try:
            return self.get_response(request)
        finally:
            _current.reset(token)
