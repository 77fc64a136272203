"""Who we are: people, organisations, invitations, accounts."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "Leden"
