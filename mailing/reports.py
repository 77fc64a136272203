"""Reading what machines mail back about a letter: that nobody took it, or a complaint (RFC 3464, 5965)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from email.message import Message

MOST_TEXT = 20_000
MOST_PARTS = 50

_STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
_SAID = re.compile(r"(?<![\d.])([45]\d\d)(?:[ -]#?([45]\.\d{1,3}\.\d{1,3}))?(?![\d.])")
# Where a report of an old server begins to quote the letter itself.
_LETTER_ITSELF = re.compile(
    r"^.{0,20}(original message|copy of (the|your) message|oorspronkelijke? bericht|received: )",
    re.IGNORECASE | re.MULTILINE,
)
_MACHINE = re.compile(r"(mailer-daemon|postmaster|bounces?)\b", re.IGNORECASE)
_NOT_YET = re.compile(
    r"delayed|not yet been delivered|will (continue|keep|be retried)|no action is required"
    r"|vertraagd|nog niet (bezorgd|afgeleverd)|wordt opnieuw geprobeerd",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Report:
    """
    What a machine says became of a letter.

    ``action`` is one of RFC 3464's (``failed``, ``delayed``, ``delivered``, …) or ``complained``.
    """

    action: str
    status: str = ""
    words: str = ""


def read(message: Message, address: str) -> Report | None:
    """Return what this mail reports about a letter to ``address``; None when it reports nothing."""
    for part in _parts(message):
        if part.get_content_type() == "message/feedback-report":
            return Report("complained", words=_text(part))
        if part.get_content_type() in {"message/delivery-status", "message/global-delivery-status"}:
            return _status_of(_blocks(part), address)
    return _from_words(message)


def _status_of(blocks: list[Message], address: str) -> Report | None:
    told = [block for block in blocks if "Action" in block or "Status" in block]
    hers = [
        block for block in told if address.lower() in _field(block, "Final-Recipient", "Original-Recipient")
    ]
    failed = [block for block in told if _field(block, "Action").startswith("failed")]
    block = next(iter([*hers, *failed, *told]), None)
    if block is None:
        return None
    words = " ".join(str(block.get("Diagnostic-Code", "")).split())
    found = _STATUS.search(_field(block, "Status")) or _STATUS.search(words)
    status = found[0] if found else ""
    action = (_field(block, "Action").split() or ["failed"])[0]
    if action == "failed" and status.startswith("2."):
        action = "delivered"
    return Report(action.strip(";,"), status, words)


def _from_words(message: Message) -> Report | None:
    """Read a report in words only, as some servers still write them; None when a person may have."""
    sender = str(message.get("From", ""))
    returns_nowhere = "Return-Path" in message and "@" not in str(message["Return-Path"])
    if not (_MACHINE.search(sender) or returns_nowhere or "X-Failed-Recipients" in message):
        return None
    text = next((_text(part) for part in _parts(message) if part.get_content_maintype() == "text"), "")
    start = _LETTER_ITSELF.search(text)
    words = " ".join(text[: start.start() if start else MOST_TEXT].split())
    said = _SAID.search(words)
    if said is None and "X-Failed-Recipients" not in message:
        return None
    if _NOT_YET.search(f"{message.get('Subject', '')} {words}"):
        return Report("delayed", words=words)
    return Report("failed", (said[2] or said[1]) if said else "", words[said.start() if said else 0 :])


def _parts(message: Message) -> Iterator[Message]:
    """Go through the parts of a report, but not into the letter that it returns."""
    waiting, seen = [message], 0
    while waiting and seen < MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting[:0] = part.get_payload()
        else:
            yield part


def _blocks(part: Message) -> list[Message]:
    """Return the fields per recipient; Python has them apart, unless the part came encoded."""
    payload = part.get_payload()
    blocks = payload if isinstance(payload, list) else []
    if not any(block.keys() for block in blocks):
        blocks = [message_from_string(block) for block in re.split(r"\r?\n\s*\r?\n", _text(part))]
    return blocks


def _text(part: Message) -> str:
    if part.is_multipart():
        return "\n\n".join(inner.as_string() for inner in part.get_payload())[:MOST_TEXT]
    octets = part.get_payload(decode=True) or b""
    return octets[: 2 * MOST_TEXT].decode("utf-8", "replace")[:MOST_TEXT]


def _field(block: Message, *names: str) -> str:
    return " ".join(str(block.get(name, "")) for name in names).lower().strip()
