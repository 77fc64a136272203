"""Wagtail pages, the front page and a member's own overview."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Website"

    def ready(self):
        # Models can be imported from here on.
        from home import choosers, notifications, receivers  # noqa: PLC0415
        from mailing import letters  # noqa: PLC0415

        choosers.install()
        receivers.connect()
        for kind in notifications.KINDS:
            letters.register(kind)
