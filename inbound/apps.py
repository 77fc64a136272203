"""Mail that comes in: kept first, read second, then handed to the app that it answers."""

from django.apps import AppConfig


class InboundConfig(AppConfig):
    name = "inbound"
    verbose_name = "Binnengekomen post"

    def ready(self):
        from inbound import notifications  # noqa: PLC0415 - models load after the app registry

        notifications.register()
