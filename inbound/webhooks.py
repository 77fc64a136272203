"""Mail that a provider posts to us, in the shape that Anymail knows of each of them."""

from collections.abc import Iterator
from email import policy
from functools import cached_property

from anymail.inbound import AnymailInboundMessage
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
    for event in view.parse_events(request):
        yield _octets(event.message), event.message.envelope_recipient or ""


def posted_octets(request: MailRequest) -> bytes:
    """Return all that was posted, for a person to look at."""
    if request.content_type == "application/json":
        return request.body
    return "\n\n".join(f"{name}: {value}" for name, value in request.POST.items()).encode("utf-8", "replace")


def _octets(message: AnymailInboundMessage) -> bytes:
    octets = message.as_bytes(policy=AS_IT_CAME)
    if message.envelope_sender is None:
        return octets
    # Who reports that a letter did not arrive names no sender, and only the provider knows that.
    sender = message.envelope_sender.encode("ascii", "replace").translate(None, b"\r\n<>")
    return b"Return-Path: <" + sender + b">\n" + octets
