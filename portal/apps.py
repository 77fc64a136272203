"""The composition root as an app: it brings the checks and the commands."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portaal"
