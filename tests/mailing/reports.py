"""Mail that machines send back, in the shapes in which they do."""

import email
from email.message import Message

REPORT = """\
Return-Path: <>
From: {sender}
To: {to}
Subject: {subject}
MIME-Version: 1.0
Content-Type: multipart/report; report-type={form}; boundary="edge"
Auto-Submitted: auto-replied

--edge
Content-Type: text/plain; charset=utf-8

{words}

--edge
Content-Type: {part}

{fields}

--edge
Content-Type: text/rfc822-headers

{returned}

--edge--
"""

OLD = """\
Return-Path: <>
From: {sender}
To: {to}
Subject: {subject}
{extra}Content-Type: text/plain; charset=utf-8

{words}
"""


def dsn(
    status: str,
    diagnostic: str = "",
    *,
    action: str = "failed",
    recipient: str = "noor@example.nl",
    returned: str = "Subject: Nieuws",
) -> Message:
    """Return a report as RFC 3464 wants it."""
    fields = [
        "Reporting-MTA: dns; mx.example.nl",
        "",
        f"Final-Recipient: rfc822; {recipient}",
        f"Action: {action}",
        *([f"Status: {status}"] if status else []),
        *([f"Diagnostic-Code: smtp; {diagnostic}"] if diagnostic else []),
    ]
    return _message(
        REPORT,
        form="delivery-status",
        part="message/delivery-status",
        fields="\n".join(fields),
        returned=returned,
        words="Your message could not be delivered.",
    )


def complaint(*, returned: str = "Subject: Nieuws") -> Message:
    """Return a complaint as RFC 5965 wants it."""
    return _message(
        REPORT,
        form="feedback-report",
        part="message/feedback-report",
        fields="Feedback-Type: abuse\nUser-Agent: Voorbeeld/1.0\nVersion: 1",
        returned=returned,
        words="This is an email abuse report.",
    )


def in_words(words: str, *, sender: str = "MAILER-DAEMON@mx.example.nl", subject: str = "", extra: str = ""):
    """Return a report of a server that never heard of RFC 3464."""
    return _message(OLD, sender=sender, subject=subject, words=words, extra=extra)


def _message(shape: str, **facts: str) -> Message:
    usual = {"sender": "Mail Delivery System <postmaster@example.nl>", "to": "wij", "subject": "Onbestelbaar"}
    return email.message_from_string(shape.format(**usual | facts))
