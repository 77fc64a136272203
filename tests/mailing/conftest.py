"""A mail server, and a clock that stands still unless it is moved."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest

from mailing import delivery, letters
from mailing.letters import LetterKind
from tests.smtp import PostOffice


@dataclass
class Clock:
    """A clock that tests move."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **step: float) -> None:
        """Move the clock."""
        self.now += timedelta(**step)


@pytest.fixture
def clock(now) -> Clock:
    return Clock(now)


@pytest.fixture
def post_office(settings) -> Iterator[PostOffice]:
    with PostOffice() as office:
        settings.MAILING_EMAIL_URL = office.url
        yield office


@pytest.fixture
def deliver(db, clock) -> Callable[[], int]:
    """Return a function that does what a worker does when the bell rings."""
    return lambda: delivery.deliver(clock=clock, seconds=20)


@pytest.fixture
def probe(monkeypatch) -> Callable[..., LetterKind]:
    """Return a function that registers a kind of letter for as long as the test takes."""
    plain = LetterKind(name="probe", reason="dit een proef is", list_name="Proef")

    def register(**features) -> LetterKind:
        kind = replace(plain, **features)
        monkeypatch.setitem(letters._kinds, kind.name, kind)
        return kind

    return register
