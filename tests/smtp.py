"""A mail server for tests that refuses, puts off and drops the line as told."""

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.servers import free_port


@dataclass(frozen=True)
class Copy:
    """One letter that was accepted, whether or not the sender heard so."""

    recipient: str
    message_id: str
    content: bytes
    sender: str = ""


@dataclass
class PostOffice:
    """
    A mail server; use it as a context manager.

    ``rcpt`` and ``data`` hold replies per address, used up one by one before the server
    becomes friendly; ``lost_replies`` counts how often it accepts a letter for an address
    and then breaks the line instead of saying so.
    """

    pipelining: bool = True
    rcpt: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    data: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    lost_replies: Counter[str] = field(default_factory=Counter)
    taken: list[Copy] = field(default_factory=list)
    dropped: int = 0
    port: int = field(default_factory=free_port)
    host: str = "127.0.0.1"

    @property
    def url(self) -> str:
        """Return the ``EMAIL_URL`` of this server."""
        return f"smtp://{self.host}:{self.port}"

    def recipients(self) -> list[str]:
        """Return who got a letter, once per copy, in the order in which they came."""
        return [copy.recipient for copy in self.taken]

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Offer pipelining, as nearly all servers do."""
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", responses[-1]] if self.pipelining else responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Welcome an address, unless told otherwise."""
        if self.rcpt[address]:
            return self.rcpt[address].popleft()
        envelope.rcpt_tos.append(address)
        return "250 Welcome"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Accept a letter, unless told otherwise."""
        (address,) = envelope.rcpt_tos
        if self.data[address]:
            return self.data[address].popleft()
        content = envelope.original_content
        head = content.partition(b"\r\n\r\n")[0].decode("ascii")
        (message_id,) = (line[12:] for line in head.split("\r\n") if line.startswith("Message-ID: "))
        self.taken.append(Copy(address, message_id, content, envelope.mail_from or ""))
        if self.lost_replies[address]:
            self.lost_replies[address] -= 1
            self.dropped += 1
            # A sender that was killed meanwhile hung up by itself.
            if server.transport:
                server.transport.abort()
        return "250 Kept"

    def __enter__(self) -> "PostOffice":
        self._controller = Controller(self, hostname=self.host, port=self.port)
        self._controller.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._controller.stop()
