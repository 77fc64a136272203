"""The composition root as an app: it brings the checks and the commands."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portaal"

    def ready(self):
        """Bring the checks, and ways to ask the database."""
        from portal import (  # noqa: PLC0415
            checks,  # noqa: F401 - checks register themselves on import
            lookups,
        )

        lookups.register()
