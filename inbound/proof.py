"""
Whether the host that took a mail in found proof of who sent it (RFC 8601).

Anybody can write any sender, and any such line. Only the topmost one counts, and only when our
own host signed it with its name: that host takes away what others wrote under that name.
"""

import re
from email.message import Message
from enum import Enum

from django.conf import settings

from inbound import messages

_RESULT = re.compile(r"\s*([a-z0-9_-]+)(?:/\d+)?\s*=\s*([a-z]+)\b", re.IGNORECASE)
_PROPERTY = re.compile(r"\b(header\.from|header\.d|header\.i|smtp\.mailfrom)\s*=\s*(\S+)", re.IGNORECASE)
MOST_RESULTS = 50


class Proof(Enum):
    """What is known of the sender: it is really hers, nobody knows, or somebody else wrote it."""

    PROVEN = "proven"
    NONE = "none"
    FAILED = "failed"


def proof_of_sender(message: Message) -> Proof:
    """Return what our own host found about the one address that this mail says it is from."""
    senders = set(messages.addresses(message, "From"))
    if len(senders) != 1 or len(message.get_all("From", [])) != 1:
        # Programs differ in which of several they show, and so none of them is proven.
        return Proof.FAILED
    domain = _plain_domain(senders.pop())
    results = _results(message)
    policies = [said for method, said, about in results if method == "dmarc" and _is_about(about, domain)]
    if "pass" in policies:
        return Proof.PROVEN
    if "fail" in policies:
        return Proof.FAILED
    signed = [
        said for method, said, about in results if method in {"dkim", "spf"} and _vouches(about, domain)
    ]
    if "pass" in signed:
        return Proof.PROVEN
    return Proof.FAILED if "fail" in signed else Proof.NONE


def _results(message: Message) -> list[tuple[str, str, dict[str, str]]]:
    """Return method, result and properties of each test that our own host says it did."""
    host = settings.MAIL_AUTHSERV_ID.lower()
    said = _without_comments(str(message.get("Authentication-Results", ""))[: messages.MOST_HEADER])
    name, *tests = said.split(";")
    if not host or name.split()[:1] != [host]:
        return []
    found = []
    for test in tests[:MOST_RESULTS]:
        if result := _RESULT.match(test):
            about = {name.lower(): value for name, value in _PROPERTY.findall(test)}
            found.append((result[1].lower(), result[2].lower(), about))
    return found


def _without_comments(value: str) -> str:
    """
    Leave out what stands in brackets or between quotes.

    SECURITY: senders get words of their own into both, and may write a result there.
    """
    kept, depth, is_quoted, is_escaped = [], 0, False, False
    for sign in value:
        if is_escaped:
            is_escaped = False
        elif sign == "\\":
            is_escaped = True
        elif sign == '"' and not depth:
            is_quoted = not is_quoted
        elif sign == "(" and not is_quoted:
            depth += 1
        elif sign == ")" and depth and not is_quoted:
            depth -= 1
        elif not depth and not is_quoted:
            kept.append(sign)
    return "".join(kept).lower()


def _is_about(about: dict[str, str], domain: str) -> bool:
    return _plain_domain(about.get("header.from", domain)) == domain


def _vouches(about: dict[str, str], domain: str) -> bool:
    """Whether what was tested is the domain of the sender, or one that this domain is a part of."""
    names = {_plain_domain(value) for key, value in about.items() if key != "header.from" and value}
    return any(domain == name or ("." in name and domain.endswith(f".{name}")) for name in names)


def _plain_domain(address: str) -> str:
    domain = address.rpartition("@")[2].strip("<>. ").lower()
    try:
        return domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        return domain
