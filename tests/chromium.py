"""A real browser: Debian's Chromium, driven by Playwright, on a portal that listens on this machine."""

import os
import shutil
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext

from members.models import Member

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Say how to start Chromium; as root it has no sandbox."""
    if CHROMIUM is None:
        pytest.skip("no Chromium here: install it, or name one in CHROMIUM")
    # Playwright runs a loop in this thread, from which Django would refuse to reach the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    options = ["--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
    return {
        "executable_path": CHROMIUM,
        "args": [*options, *(["--no-sandbox"] if os.geteuid() == 0 else [])],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args) -> dict:
    """Let nothing move, so that what is measured stands still."""
    return browser_context_args | {"locale": "nl-NL", "reduced_motion": "reduce"}


@pytest.fixture
def signed_in(
    client_of: Callable[[Member | None], Client], live_server, new_context
) -> Callable[..., BrowserContext]:
    """Return a function that opens the browser as this member, or as nobody."""

    def open_as(person: Member | None, **options) -> BrowserContext:
        context = new_context(base_url=live_server.url, **options)
        context.add_cookies(session_cookie(client_of(person), live_server.url))
        return context

    return open_as


def session_cookie(client: Client, address: str) -> list[dict]:
    """Return what makes a browser at this address the same visitor as this client."""
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return [{"name": cookie.key, "value": cookie.value, "url": address}] if cookie else []
