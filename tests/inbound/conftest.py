"""A real mailbox, and letters that can be answered."""

import itertools
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from imap_tools import MailBoxUnencrypted

from tests.servers import ServerMissing, private_dovecot

numbers = itertools.count()


class RealMailbox:
    """A mailbox in Dovecot: its address, and what a provider would do with it."""

    def __init__(self, url: str):
        self.url = url
        parts = urlsplit(url)
        self._box = MailBoxUnencrypted(parts.hostname, parts.port).login(parts.username, parts.password)

    def close(self) -> None:
        self._box.logout()

    def bring(self, *mails: bytes) -> None:
        for raw in mails:
            self._box.append(raw)

    def count(self) -> int:
        self._box.folder.set("INBOX")
        return len(self._box.uids())


@pytest.fixture(scope="session")
def dovecot() -> Iterator[str]:
    """Start Dovecot once for all tests of a process."""
    try:
        with private_dovecot() as url:
            yield url
    except ServerMissing as reason:
        pytest.skip(str(reason))


@pytest.fixture
def mailbox(dovecot, settings) -> Iterator[RealMailbox]:
    """Give the portal an empty mailbox of its own."""
    settings.MAIL_IMAP_URL = dovecot.format(f"portaal{next(numbers)}")
    box = RealMailbox(settings.MAIL_IMAP_URL)
    yield box
    box.close()


@pytest.fixture
def work_through() -> Callable[[], None]:
    """Return a function that does what the tick does: fetch, and read all there is."""
    from inbound import tasks

    def work() -> None:
        tasks.collect()
        tasks.read()

    return work
