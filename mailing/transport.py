"""The hand-over itself: to a mail server, or to a folder where each letter is a file to read."""

import re
import smtplib  # noqa: TID251
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from mailing.retries import Reply

# STARTTLS is required on the submission port; a relay on the machine itself speaks plainly.
PORTS = {"smtp": 25, "submission": 587, "smtps": 465}


class Unreachable(Exception):
    """The server is away; nothing was handed over."""


class Uncertain(Exception):
    """The connection broke after the letter went out and before the server said that it took it."""


class Session(Protocol):
    """An open line to whoever takes our letters."""

    may_be_8bit: bool

    def offer(self, recipient: str, *, sender: str) -> Reply:
        """Ask whether a letter to this address is welcome; a code of 354 means: hand it over."""

    def hand_over(self, message: bytes) -> Reply:
        """Hand over the letter that was welcome and return the verdict."""

    def hang_up(self) -> None:
        """Break the line without a word, so that an accepted offer comes to nothing."""


@contextmanager
def connect(url: str, *, host: str, seconds: float) -> Iterator[Session]:
    """
    Open a line to where ``url`` points: ``smtp://``, ``submission://``, ``smtps://`` or ``file://``.

    ``host`` is the name under which we introduce ourselves.

    :raises Unreachable: when the server is away, or does not let us in.
    """
    if urlsplit(url).scheme == "file":
        yield Folder(Path(urlsplit(url).path))
        return
    session = Server(url, host=host, seconds=seconds)
    try:
        yield session
    finally:
        session.close()


class Server:
    """
    A session with a mail server.

    smtplib opens the line; a letter then takes two round trips, because the commands
    before the letter go out together where the server allows that (RFC 2920).
    """

    def __init__(self, url: str, *, host: str, seconds: float):
        parts = urlsplit(url)
        server, port = parts.hostname or "localhost", parts.port or PORTS[parts.scheme]
        # Our own name is given, because finding it out would ask the network.
        opening = {"local_hostname": host, "timeout": seconds}
        try:
            if parts.scheme == "smtps":
                opening["context"] = ssl.create_default_context()
                self._smtp = smtplib.SMTP_SSL(server, port, **opening)
            else:
                self._smtp = smtplib.SMTP(server, port, **opening)
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(str(error)) from error
        try:
            if parts.scheme == "submission":
                self._smtp.starttls(context=ssl.create_default_context())
            self._smtp.ehlo_or_helo_if_needed()
            if parts.username:
                self._smtp.login(unquote(parts.username), unquote(parts.password or ""))
        except (OSError, smtplib.SMTPException) as error:
            self._smtp.close()
            raise Unreachable(str(error)) from error
        self.may_be_8bit = self._smtp.has_extn("8bitmime")
        self._pipelines = self._smtp.has_extn("pipelining")
        self._options = " BODY=8BITMIME" if self.may_be_8bit else ""

    def offer(self, recipient: str, *, sender: str) -> Reply:
        """
        Ask whether a letter to this address is welcome; ``sender`` is where it is sent back to.

        :raises Unreachable: when the line broke; the letter is still ours.
        """
        commands = [f"MAIL FROM:<{sender}>{self._options}", f"RCPT TO:<{recipient}>", "DATA"]
        try:
            reply = self._ask_together(commands) if self._pipelines else self._ask_in_turn(commands)
            if reply.code == 421:
                raise Unreachable(reply.text)
            if reply.code != 354:
                self._say("RSET")
                self._answer()
            return reply
        except (OSError, smtplib.SMTPException) as error:
            raise Unreachable(str(error)) from error

    def hand_over(self, message: bytes) -> Reply:
        """
        Hand over the letter that was welcome.

        :raises Uncertain: when the line broke; whether the server took the letter is unknown.
        """
        try:
            self._smtp.sock.sendall(message.replace(b"\r\n.", b"\r\n..") + b".\r\n")
            return self._answer()
        except (OSError, smtplib.SMTPException) as error:
            raise Uncertain(str(error)) from error

    def hang_up(self) -> None:
        """Break the line: a server that waits for a letter would take a goodbye for its text."""
        self._smtp.close()

    def close(self) -> None:
        """Say goodbye, if there is still somebody to say it to."""
        with suppress(OSError, smtplib.SMTPException):
            self._smtp.quit()
        self._smtp.close()

    def _ask_in_turn(self, commands: list[str]) -> Reply:
        for command in commands:
            self._say(command)
            reply = self._answer()
            if reply.code >= 400:
                break
        return reply

    def _ask_together(self, commands: list[str]) -> Reply:
        self._say("\r\n".join(commands))
        replies = [self._answer() for _ in commands]
        refused = next((reply for reply in replies if reply.code >= 400), None)
        if refused and replies[-1].code == 354:
            # The server asks for a letter that nobody is to get; it discards an empty one.
            self._say(".")
            self._answer()
        return refused or replies[-1]

    def _say(self, line: str) -> None:
        self._smtp.sock.sendall(line.encode("ascii") + b"\r\n")

    def _answer(self) -> Reply:
        code, text = self._smtp.getreply()
        return Reply(code, text.decode("utf-8", "replace"))


class Folder:
    """A folder that takes every letter as a file, for a machine on which nothing should leave."""

    may_be_8bit = True

    def __init__(self, folder: Path):
        self._folder = folder
        self._recipient = ""

    def offer(self, recipient: str, *, sender: str) -> Reply:
        """Remember who the letter is for."""
        self._recipient = recipient
        return Reply(354, "")

    def hang_up(self) -> None:
        """Nothing to break."""

    def hand_over(self, message: bytes) -> Reply:
        """Write the letter to a file that is named after its addressee and its Message-ID."""
        found = re.search(rb"^Message-ID: <([^@>]+)", message, re.MULTILINE)
        name = re.sub(r"[^\w.@+-]", "_", self._recipient)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = self._folder / f"{name}-{found.group(1).decode()[:13] if found else 'brief'}.eml"
            path.write_bytes(message)
        except OSError as error:
            return Reply(450, str(error))
        return Reply(250, str(path))
