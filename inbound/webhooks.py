"""Mail that a provider posts to us, in the shape that Anymail knows of each of them."""

import json
from base64 import b64decode
from collections.abc import Iterator
from email import policy
from functools import cached_property

from anymail.webhooks.base import AnymailCoreWebhookView
from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.utils.module_loading import import_string

# The largest mail that any of them brings, with what writing it as JSON adds.
MOST_BYTES = 70_000_000
PROVIDERS = {
    "brevo": "brevo.BrevoInboundWebhookView",
    "mailersend": "mailersend.MailerSendInboundWebhookView",
    "mailgun": "mailgun.MailgunInboundWebhookView",
    "mailjet": "mailjet.MailjetInboundWebhookView",
    "postmark": "postmark.PostmarkInboundWebhookView",
    "sendgrid": "sendgrid.SendGridInboundWebhookView",
    "sparkpost": "sparkpost.SparkPostInboundWebhookView",
}
# Nothing is written anew or broken differently than it came.
AS_IT_CAME = policy.default.clone(refold_source="none")


class MailRequest(WSGIRequest):
    """The same request, with a body that may be as large as a mail, where other pages allow much less."""

    @cached_property
    def body(self) -> bytes:
        return self.read(MOST_BYTES)


def provider_view() -> AnymailCoreWebhookView | None:
    """Return what reads the posts of our provider; None when there is none, or nothing to know it by."""
    name = PROVIDERS.get(settings.MAIL_PROVIDER)
    if name is None or not settings.ANYMAIL["WEBHOOK_SECRET"]:
        return None
    return import_string(f"anymail.webhooks.{name}")()


def posted_mails(view: AnymailCoreWebhookView, request: MailRequest) -> Iterator[tuple[bytes, str]]:
    """Yield each mail in a post as bytes, with the address it was delivered at."""
    if settings.MAIL_PROVIDER == "sparkpost":
        yield from _whole_mails(request)
        return
    for event in view.parse_events(request):
        message = event.message
        octets = message.as_bytes(policy=AS_IT_CAME)
        yield _with_sender(octets, message.envelope_sender), message.envelope_recipient or ""


def posted_octets(request: MailRequest) -> bytes:
    """Return all that was posted, for a person to look at."""
    if request.content_type == "application/json":
        return request.body
    return "\n\n".join(f"{name}: {value}" for name, value in request.POST.items()).encode("utf-8", "replace")


def _whole_mails(request: MailRequest) -> Iterator[tuple[bytes, str]]:
    """Yield mails as SparkPost got them: Anymail would read only those in UTF-8."""
    for entry in json.loads(request.body):
        mail = entry["msys"]["relay_message"]
        octets = mail["content"]["email_rfc822"].encode()
        if mail["content"]["email_rfc822_is_base64"]:
            octets = b64decode(octets)
        yield _with_sender(octets, mail.get("msg_from")), mail.get("rcpt_to", "")


def _with_sender(octets: bytes, sender: str | None) -> bytes:
    """Write above a mail from whom the provider got it: who reports a bounce names nobody there."""
    if sender is None:
        return octets
    return (
        b"Return-Path: <" + sender.encode("ascii", "replace").translate(None, b"\r\n<>") + b">\r\n" + octets
    )
