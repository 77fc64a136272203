"""Wagtail pages, the front page and a member's own overview."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Website"

    def ready(self):
        # Models can be imported from here on.
        from activity import asked  # noqa: PLC0415
        from home import choosers, notifications, receivers  # noqa: PLC0415
        from home.queries.consent import words_asked  # noqa: PLC0415
        from mailing import letters  # noqa: PLC0415

        choosers.install()
        receivers.connect()
        asked.register(words_asked)
        for kind in notifications.KINDS:
            letters.register(kind)
