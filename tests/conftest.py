"""What every test may ask for."""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import hypothesis
import pytest
from django.test import Client
from pytest_django.plugin import blocking_manager_key

from members.models import Member
from tests import database
from tests.cast import Scene, build_scene, sign_in

pytest_plugins = ["tests.chromium", "tests.mailbag"]

# How long one example takes is how busy the machine is: four tests run at once on two processors.
hypothesis.settings.register_profile("portal", deadline=None)
hypothesis.settings.load_profile("portal")

database_key = pytest.StashKey[database.TestDatabase]()


@pytest.fixture(scope="session")
def django_db_setup(request, django_test_environment, django_db_blocker) -> Iterator[None]:
    """Give this session, or this xdist worker, its own copy of the migrated database."""
    with django_db_blocker.unblock():
        copy = request.config.stash[database_key] = database.prepare()
    # A test that does not say that it uses the database must not: what it wrote would stay.
    yield
    with django_db_blocker.unblock():
        copy.remove()


def pytest_sessionfinish(session) -> None:
    """Under REQUIRE_ALL a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("REQUIRE_ALL") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Bring back what migrations wrote, after a test that committed and was therefore flushed."""
    yield
    if nextitem is None:
        return
    marker = item.get_closest_marker("django_db")
    committed = {"transactional_db", "live_server"}.intersection(getattr(item, "fixturenames", ()))
    if committed or (marker and marker.kwargs.get("transaction")):
        with item.config.stash[blocking_manager_key].unblock():
            item.config.stash[database_key].restore()


@pytest.fixture(scope="session")
def base_url() -> None:
    """Leave the address to each browser test's own live server."""


@pytest.fixture
def now() -> datetime:
    """The moment at which a test plays: a Tuesday morning, between opening and deadline."""
    return datetime(2026, 11, 10, 9, tzinfo=UTC)


@pytest.fixture
def scene(db) -> Scene:
    """One of each kind of person, and something for each to open."""
    return build_scene()


@pytest.fixture
def client_of() -> Callable[[Member | None], Client]:
    """Return a function that gives a browser signed in as this member, or as nobody."""
    return lambda person: sign_in(Client(), person)
