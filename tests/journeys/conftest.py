"""A whole portal: the web, a real Celery worker, and a mail server that keeps what it gets."""

import email
import re
from collections.abc import Callable, Iterator
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Page

from mailing import delivery
from portal.celery import app
from tests.servers import celery_worker
from tests.smtp import PostOffice

PATIENCE = 30_000  # milliseconds for a worker to start and a letter to arrive


@pytest.fixture
def post_office() -> Iterator[PostOffice]:
    """The mail server at which every letter ends."""
    with PostOffice() as office:
        yield office


def database_url() -> str:
    """Return the address of the database that this test writes to."""
    chosen = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{chosen['NAME']}"
    account = f"{chosen['USER']}:{chosen['PASSWORD']}"
    return f"postgres://{account}@{chosen['HOST']}:{chosen['PORT']}/{chosen['NAME']}"


@pytest.fixture
def outbox(settings) -> None:
    """Let sign-in letters take the way of all others; Django's test runner keeps them in a list."""
    settings.EMAIL_BACKEND = "mailing.backend.OutboxBackend"


@pytest.fixture
def worker(live_server, outbox, post_office) -> Iterator[None]:
    """A Celery worker as in production, on the database of this test."""
    if not settings.REDIS_URL:
        pytest.skip("no broker here: make test starts one and names it in REDIS_URL")
    environment = {
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "DATABASE_URL": database_url(),
        "REDIS_URL": settings.REDIS_URL,
        "EMAIL_URL": post_office.url,
        "PORTAL_SECRET_KEY": settings.SECRET_KEY,
        # As in production, web and worker share the folder with what people may fetch.
        "PORTAL_DATA_DIR": str(settings.DATA_DIR),
    }
    with celery_worker(environment):
        # What rings before the worker listens may be too old when it does.
        for _ in range(PATIENCE // 1000):
            if app.control.ping(timeout=1):
                break
        yield


@pytest.fixture
def ring() -> Callable[[], None]:
    """Return what rings as beat does every half minute."""
    return lambda: app.send_task("portal.tick", expires=25)


@pytest.fixture
def deliver_at(post_office, settings) -> Callable[[datetime], None]:
    """Return a function that sends what is due at a moment of day, whatever the hour is here."""

    def deliver(moment: datetime) -> None:
        settings.MAILING_EMAIL_URL = post_office.url
        delivery.deliver(clock=lambda: moment, seconds=20)

    return deliver


class Mailbox:
    """What one address received, oldest first."""

    def __init__(self, office: PostOffice, address: str):
        self._office = office
        self._address = address

    def letters(self) -> list[EmailMessage]:
        """Return every letter that arrived so far."""
        return [
            email.message_from_bytes(copy.content, policy=SMTP)
            for copy in list(self._office.taken)
            if copy.recipient == self._address
        ]

    def subjects(self) -> list[str]:
        """Return the subjects of what arrived so far."""
        return [letter["Subject"] for letter in self.letters()]

    def newest_text(self) -> str:
        """Return the text part of what arrived last."""
        return self.letters()[-1].get_body(("plain",)).get_content()

    def newest_link(self, part: str) -> str:
        """Return the path of the link in the newest letter that contains these words."""
        links = re.findall(rf"{re.escape(settings.SITE_URL)}(\S+)", self.newest_text())
        return next(link for link in links if part in link)


@pytest.fixture
def mailbox_of(post_office) -> Callable[[str], Mailbox]:
    """Return a function that opens the mailbox of an address."""
    return lambda address: Mailbox(post_office, address)


@pytest.fixture(params=[True, False], ids=["javascript", "no-javascript"])
def has_script(request) -> bool:
    """Whether the browsers of this journey run JavaScript."""
    return request.param


@pytest.fixture
def browse(has_script, signed_in) -> Callable[[], Page]:
    """Return a function that opens a page of a browser of one's own."""
    return lambda: signed_in(None, java_script_enabled=has_script).new_page()
