"""
One world for all pages that are only looked at.

Making a database, a server and a scene for every page takes longer than looking at it. Here they
are made once for a module, in a transaction that is never committed; each test changes what it
needs in a savepoint of its own. The server answers over that same connection, one at a time.
"""

import threading
from collections.abc import Callable, Iterator

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Page

from members.models import Member
from tests.cast import Scene, build_scene
from tests.chromium import session_cookie
from tests.database import undone


class ConnectionLeftOpen(ThreadedWSGIServer):
    """A server whose threads close no connection: one may end after the world that it answered from."""

    def _close_connections(self) -> None:
        pass


class SharedServer(LiveServerThread):
    """A portal that answers over the connection of the thread that made it."""

    server_class = ConnectionLeftOpen

    def __init__(self) -> None:
        """Whoever has the turn has the connection to itself."""
        self.turn = threading.Lock()
        super().__init__("localhost", self.taking_turns, {"default": connections["default"]})

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://{self.host}:{self.port}"

    def taking_turns(self, portal) -> StaticFilesHandler:
        """Let no two requests be answered at once; files from disk need not wait."""

        def answer(environ, start_response):
            with self.turn:
                return portal(environ, start_response)

        return StaticFilesHandler(answer)


@pytest.fixture(scope="module")
def shared_server(django_db_setup, django_db_blocker) -> Iterator[SharedServer]:
    """A server for all tests of this module, in a world of which nothing stays."""
    connection = connections["default"]
    with django_db_blocker.unblock(), undone(), pytest.MonkeyPatch.context() as patch:
        # Each request would close it when it is done, and the world with it.
        patch.setattr(connection, "close", lambda: None)
        connection.inc_thread_sharing()
        server = SharedServer()
        server.start()
        server.is_ready.wait()
        yield server
        server.terminate()
        connection.dec_thread_sharing()


@pytest.fixture(scope="module")
def built_scene(shared_server) -> Scene:
    """The scene, made once."""
    return build_scene()


@pytest.fixture
def shared_scene(shared_server, built_scene) -> Iterator[Scene]:
    """The scene as it was made, whatever other tests did with it."""
    with undone():
        yield built_scene
        # A page that was just closed may still be asking for something.
        shared_server.turn.acquire()
    shared_server.turn.release()


@pytest.fixture(scope="module")
def shared_page(browser, browser_context_args, shared_server) -> Iterator[Page]:
    """One window for all tests of this module: starting another takes as long as opening a page."""
    context = browser.new_context(base_url=shared_server.url, **browser_context_args)
    yield context.new_page()
    context.close()


@pytest.fixture
def page_of(
    shared_scene, shared_server, shared_page, client_of: Callable[[Member | None], Client]
) -> Iterator[Callable[[Member | None], Page]]:
    """Return a function that gives an empty page to this member, or to nobody."""

    def given_to(person: Member | None) -> Page:
        shared_page.context.clear_cookies()
        shared_page.context.add_cookies(session_cookie(client_of(person), shared_server.url))
        return shared_page

    yield given_to
    if shared_page.url.startswith(shared_server.url):
        shared_page.evaluate("localStorage.clear(), sessionStorage.clear()")
    shared_page.goto("about:blank")
    shared_page.context.clear_cookies()
