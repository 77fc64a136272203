"""Django's own door for mail, leading to the outbox."""

from django.core.mail.backends.base import BaseEmailBackend


class OutboxBackend(BaseEmailBackend):
    """Queue what Django, allauth or Wagtail sends as rows; hand nothing to SMTP."""
