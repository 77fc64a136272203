"""Mail that came in."""

from datetime import UTC, datetime

import factory

from inbound.models import InboundMail

RAW = (
    b"From: Cor Contact <cor@example.org>\r\nSubject: Wachttijd\r\nMessage-ID: <a1@example.org>\r\n"
    b"\r\nBij ons duurt het nu korter.\r\n"
)


class InboundMailFactory(factory.django.DjangoModelFactory):
    """A mail that nobody read yet."""

    class Meta:
        model = InboundMail

    fingerprint = factory.Sequence(lambda n: f"{n:064x}")
    recipient = "antwoord@post.example.org"
    sender = "cor@example.org"
    raw = RAW
    size = len(RAW)
    received_at = datetime(2026, 11, 10, 8, 30, tzinfo=UTC)
