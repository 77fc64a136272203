"""A real mailbox, and letters that can be answered."""

import itertools
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from imap_tools import MailBoxUnencrypted

from inbound import actions, tasks
from inbound.mailboxes import Mailbox, _mailboxes
from inbound.models import InboundMail
from inbound.replies import Refused, Unproven
from mailing import letters
from mailing.letters import LetterKind
from tests.factories.mailing import OutgoingMailFactory
from tests.factories.members import MemberFactory
from tests.servers import ServerMissing, private_dovecot

numbers = itertools.count()
PROVEN = "mx.example.org; dmarc=pass header.from=example.org"
FORGED = "mx.example.org; dmarc=fail header.from=example.org"


def mail(text: str = "Het werkt.", sender: str = "Cor <cor@example.org>", **headers: str) -> bytes:
    named = {
        "From": sender,
        "To": "ergens@example.org",
        "Message-ID": "<a@example.org>",
        "Subject": "RE: Vraag",
    }
    changed = {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}" for name, value in (named | changed).items()]
    return "\r\n".join([*lines, "", text]).encode()


def read_all(now) -> None:
    while found := actions.claim_mail(now=now):
        actions.read_mail(mail=found, now=now)


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

    def work() -> None:
        tasks.collect()
        tasks.read()

    return work


@pytest.fixture
def taken(monkeypatch, settings, stopped):
    """Replies that an app got by a letter of its own."""
    settings.MAIL_REPLY_DOMAIN = "post.example.org"
    settings.MAIL_AUTHSERV_ID = "mx.example.org"
    got = []

    def take_reply(*, reply, now):
        if not reply.is_proven and "zeker" in reply.text:
            raise Unproven
        if "weiger" in reply.text:
            raise Refused("Dit gesprek is gesloten. Lees het op het portaal.", "/leergroepen/")
        if "al weg" in reply.text:
            return False
        got.append(reply)
        return True

    def stop(*, member_id, about, now):
        stopped.append((member_id, about))
        return ""

    kind = LetterKind("probe", "dit een proef is", take_reply=take_reply, stop=stop)
    monkeypatch.setitem(letters._kinds, "probe", kind)
    return got


@pytest.fixture
def stopped():
    """Whoever stopped the letters of that app."""
    return []


@pytest.fixture
def grouped(monkeypatch):
    """What came in at a mailbox, with what stood behind its plus sign."""
    got = []

    def take(*, reply, argument, now):
        if argument == "onbekend":
            return False
        got.append((argument, reply))
        return True

    monkeypatch.setitem(_mailboxes, "groep", Mailbox("groep", take))
    return got


@pytest.fixture
def cor():
    return MemberFactory(email="cor@example.org", name="Cor Contact")


@pytest.fixture
def letter(taken, cor):
    return OutgoingMailFactory(letter="probe", member=cor, to_address=cor.email, reply_about="recipients:1")


@pytest.fixture
def comes(now):
    """Let a mail come in and be read, and return what became of it."""

    def come(text="Het werkt.", *, recipient, at=now, **headers):
        raw = mail(text, **({"Message_ID": f"<{InboundMail.objects.count()}@example.org>"} | headers))
        actions.receive(raw=raw, recipient=recipient, now=at)
        read_all(at)
        return InboundMail.objects.latest("pk")

    return come
