"""The composition root as an app: it brings the checks and the commands."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portaal"

    def ready(self):
        """Bring the checks."""
        from portal import checks  # noqa: F401, PLC0415 - checks register themselves on import
