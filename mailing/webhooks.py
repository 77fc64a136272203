"""What a provider tells of our letters, in the shape that Anymail knows of each of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anymail.signals import AnymailTrackingEvent
from anymail.webhooks.base import AnymailCoreWebhookView
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

# SendGrid brings mail, but of what became of letters Anymail no longer knows its shape.
PROVIDERS = {
    "brevo": "brevo.BrevoTrackingWebhookView",
    "mailersend": "mailersend.MailerSendTrackingWebhookView",
    "mailgun": "mailgun.MailgunTrackingWebhookView",
    "mailjet": "mailjet.MailjetTrackingWebhookView",
    "postmark": "postmark.PostmarkTrackingWebhookView",
    "sparkpost": "sparkpost.SparkPostTrackingWebhookView",
}
# What Anymail calls it, and what RFC 3464 and we do. Who opened or pressed what is none of our business.
ACTIONS = {
    "bounced": "failed",
    "rejected": "failed",
    "failed": "failed",
    "deferred": "delayed",
    "delivered": "delivered",
    "complained": "complained",
    "unsubscribed": "unsubscribed",
}
# Where no mail server's own code tells more.
REASONS = {"invalid": "5.1.1", "timed_out": "4.4.7", "blocked": "5.7.1", "spam": "5.7.1"}

_STATUS = re.compile(r"(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])")


@dataclass(frozen=True)
class Told:
    """What became of a letter; ``key`` is the same whenever that is told again."""

    key: str
    action: str
    recipient: str
    message_id: str
    status: str
    words: str


def provider_view() -> AnymailCoreWebhookView | None:
    """Return what reads the posts of our provider; None when there is none, or nothing to know it by."""
    name = PROVIDERS.get(settings.MAIL_PROVIDER)
    if name is None or not settings.ANYMAIL["WEBHOOK_SECRET"]:
        return None
    return import_string(f"anymail.webhooks.{name}")()


def told(view: AnymailCoreWebhookView, request: HttpRequest) -> Iterator[Told]:
    """Yield what a post tells that matters to us."""
    for event in view.parse_events(request):
        if event.event_type in ACTIONS and event.recipient:
            yield _told(event)


def _told(event: AnymailTrackingEvent) -> Told:
    action = ACTIONS[event.event_type]
    words = " ".join(str(part) for part in (event.mta_response, event.description) if part)
    found = _STATUS.search(words)
    message_id = f"<{str(event.message_id or '').strip('<> ')}>"
    key = event.event_id or f"{message_id}:{event.recipient}:{event.event_type}:{event.timestamp}"
    return Told(
        key=f"{settings.MAIL_PROVIDER}:{key}",
        action=action,
        recipient=event.recipient.lower(),
        message_id=message_id,
        status=found[0] if found else REASONS.get(event.reject_reason, ""),
        words=words,
    )
