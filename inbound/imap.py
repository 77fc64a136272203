"""A mailbox at any provider, emptied over IMAP: what is kept here is taken away there."""

import imaplib
import ssl
from collections.abc import Callable
from urllib.parse import SplitResult, unquote, urlsplit

from imap_tools import BaseMailBox, MailBox, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError

# One more than is kept of a mail, so that it shows when a mail was larger.
MOST_BYTES = 45_000_001
MOST_AT_ONCE = 200
TAKEN_AWAY_AT_ONCE = 20
SECONDS = 20
PORTS = {"imaps": 993, "imap": 143}
# What goes wrong between us and the provider, and passes.
TROUBLE = (OSError, imaplib.IMAP4.error, ImapToolsError)


def empty_mailbox(url: str, keep: Callable[[bytes], bool]) -> int:
    """
    Give each mail in the mailbox to ``keep``, and take away what it says it kept; return how many.

    When this is interrupted a mail may come again, but none is ever lost. Many mails take more
    than one visit.

    :raises TROUBLE: when the mailbox cannot be reached or read.
    """
    count, parts = 0, urlsplit(url)
    with _opened(parts) as mailbox:
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        mailbox.login(user, password, initial_folder=unquote(parts.path.strip("/")) or "INBOX")
        waiting = mailbox.uids()[:MOST_AT_ONCE]
        for start in range(0, len(waiting), TAKEN_AWAY_AT_ONCE):
            some = waiting[start : start + TAKEN_AWAY_AT_ONCE]
            kept = [uid for uid in some if _is_kept(mailbox, uid, keep)]
            mailbox.delete(kept)
            count += len(kept)
    return count


def _opened(parts: SplitResult) -> BaseMailBox:
    port = parts.port or PORTS[parts.scheme]
    if parts.scheme == "imap":
        return MailBoxUnencrypted(parts.hostname, port, timeout=SECONDS)
    # SECURITY: without a context of our own the library would not look who answers.
    return MailBox(parts.hostname, port, timeout=SECONDS, ssl_context=ssl.create_default_context())


def _is_kept(mailbox: BaseMailBox, uid: str, keep: Callable[[bytes], bool]) -> bool:
    """Give one mail to ``keep`` as it came in; whatever somebody else took away meanwhile is not there."""
    # The library would parse each mail, and a hostile one would then stop all that come after it.
    answer, data = mailbox.client.uid("FETCH", uid, f"(BODY.PEEK[]<0.{MOST_BYTES}>)")
    if answer != "OK":
        raise imaplib.IMAP4.error(f"FETCH answered {answer}")
    found = [part[1] for part in data if isinstance(part, tuple)]
    return bool(found) and keep(found[0])
