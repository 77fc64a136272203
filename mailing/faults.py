"""Whose fault it is that a letter could not be delivered, from what mail servers say about it."""

import enum
import re

# Codes of RFC 3463 and of Exchange, which has its own; 5.1.7 and 5.1.8 are about the sender.
_SAYS_NOTHING = re.compile(r"[45]\.(0|5)\.\d+|[45]\.\d+\.0|[45]\d\d|")
_POLICY = re.compile(r"5\.7\.\d+|5\.1\.(7|8|90)|53[0458]")
_ADDRESS = re.compile(r"5\.1\.\d+|5\.2\.1|5\.4\.(4|310|312)")
_LETTER = re.compile(r"[45]\.6\.\d+|5\.3\.4|5\.2\.3")
# Exchange Online says this of an address that it does not know.
_EXCHANGE_UNKNOWN = re.compile(r"recipient address rejected: access denied", re.IGNORECASE)
_INNER = re.compile(r"(?<![\d.])[45]\.[1-7]\.\d{1,3}(?![\d.])")

_POLICY_WORDS = re.compile(
    r"spam|\bspf\b|dkim|dmarc|(black|block|deny)[ -]?list|blocked|geblokkeerd|reputation|\bpolic(y|ies)\b"
    r"|beleid|unauthenticated|authentication|not authorized|niet gemachtigd|ongewenste",
    re.IGNORECASE,
)
_WHO = (
    r"(user|recipient|mailbox|address|account|gebruiker|ontvanger|geadresseerde|postvak|e-?mailadres|adres)"
)
_GONE = (
    r"(unknown|not (be )?found|not known|n.t exist|not exist|no longer|invalid|disabled|inactive|onbekend"
    r"|bestaat niet|niet gevonden|niet (meer )?(in gebruik|bekend|actief)|opgeheven)"
)
_ADDRESS_WORDS = re.compile(
    rf"\b{_WHO}\b[^\n]{{0,60}}\b{_GONE}|no such (user|recipient|mailbox|address)|recip(ient)?notfound"
    rf"|(unknown|invalid|onbekende|ongeldige?) {_WHO}|(domain|host|domein)[^.\n]{{0,40}}{_GONE}|nxdomain",
    re.IGNORECASE,
)


class Fault(enum.Enum):
    """Whose fault it is."""

    # Nobody lives there.
    ADDRESS = enum.auto()
    # She lives there, but her mailbox is full or her server did not manage.
    MAILBOX = enum.auto()
    # It is about us: who we are, or what we send.
    POLICY = enum.auto()
    # It is about this one letter, such as its size.
    LETTER = enum.auto()


def fault(status: str, words: str) -> Fault:
    """
    Return whose fault it is, from a status code (enhanced or plain) and what was said beside it.

    What is said counts only where the code says nothing. In doubt it is her mailbox, which is
    held against an address the least.
    """
    if _SAYS_NOTHING.fullmatch(status):
        inner = next((code for code in _INNER.findall(words) if not _SAYS_NOTHING.fullmatch(code)), "")
        status = inner or status
    if _POLICY.fullmatch(status):
        return Fault.POLICY
    if _ADDRESS.fullmatch(status) or (status == "5.4.1" and _EXCHANGE_UNKNOWN.search(words)):
        return Fault.ADDRESS
    if _LETTER.fullmatch(status):
        return Fault.LETTER
    if not _SAYS_NOTHING.fullmatch(status):
        return Fault.MAILBOX
    if _POLICY_WORDS.search(words):
        return Fault.POLICY
    return Fault.ADDRESS if _ADDRESS_WORDS.search(words) else Fault.MAILBOX
