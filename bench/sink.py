"""
A mail server in a process of its own that accepts everything and keeps nothing.

``python -m bench.sink PORT [ADDRESS FILE]`` writes to the file at what moment a letter for the
address came in.
"""

import asyncio
import sys
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP


class Sink:
    """Takes every letter."""

    def __init__(self, address: str = "", file: str = ""):
        self._address, self._file = address, Path(file)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        """Offer pipelining, as nearly all servers do."""
        session.host_name = hostname
        return [*responses[:-1], "250-PIPELINING", responses[-1]]

    async def handle_DATA(self, server, session, envelope):
        """Look whether it is the one that is waited for."""
        if self._address in envelope.rcpt_tos:
            self._file.write_text(str(time.time()))
        return "250 OK"


async def main(port: str, *watched: str) -> None:
    """Be the mail server until somebody ends the process."""
    sink = Sink(*watched)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(sink, hostname="sink"), "127.0.0.1", int(port))
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
