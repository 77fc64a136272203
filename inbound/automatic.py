"""Mail that no person wrote: absence notices, bounces, lists and our own."""

import re
from email.message import Message

from inbound import messages
from mailing.replies import is_ours

_MACHINES = re.compile(
    r"(mailer-daemon|postmaster|no-?reply|niet-?beantwoorden|bounces?)([+._-].*)?", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"(automatisch (antwoord|bericht)|automatic reply|auto(matische)?[ -]?(reply|antwoord|reactie)"
    r"|out of (the )?office|afwezig(?=\s*($|[:,(–-]|t/m|tot|van|wegens|i\.?v\.?m|met|\d))"
    r"|afwezigheids(bericht|melding)|niet op kantoor|undeliverable|onbestelbaar|niet bestelbaar|returned mail"
    r"|delivery status notification|mail delivery (failed|failure))\b",
    re.IGNORECASE,
)
_BULK = {"bulk", "junk", "list", "auto_reply"}
_MARKS = ["X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Loop", "List-Id", "X-Failed-Recipients"]


def is_automatic(message: Message) -> bool:
    """
    Whether a machine sent this; such mail is neither taken for an answer nor answered.

    What says so is RFC 3834, and what mail servers do that never read it.
    """

    def said(name: str) -> str:
        return messages.header(message, name).lower()

    suppressed = re.search(r"\b(all|oof|autoreply)\b", said("X-Auto-Response-Suppress"))
    returns_nowhere = "Return-Path" in message and "@" not in said("Return-Path")
    return bool(
        said("Auto-Submitted").partition(";")[0].strip() not in {"", "no"}
        or said("Precedence") in _BULK
        or suppressed
        or any(name in message for name in _MARKS)
        or returns_nowhere
        or message.get_content_type() in {"multipart/report", "message/delivery-status"}
        or _SUBJECT.match(said("Subject"))
        or not (senders := messages.addresses(message, "From"))
        or any(is_ours(sender) or _MACHINES.fullmatch(sender.partition("@")[0]) for sender in senders)
    )
