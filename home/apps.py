"""Wagtail pages, the front page and a member's own overview."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Website"

    def ready(self):
        from home import choosers, receivers  # noqa: PLC0415 - models can be imported from here on

        choosers.install()
        receivers.connect()
