"""What people with a role did, written down for who has to be able to check it (*logboek*)."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = "Logboek"
