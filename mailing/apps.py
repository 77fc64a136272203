"""How letters leave and arrive; knows addresses, not the domain."""

from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "mailing"
    verbose_name = "Post"
