"""How letters leave and arrive; knows addresses, not the domain."""

from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "mailing"
    verbose_name = "Post"

    def ready(self):
        from mailing import leavers, notifications  # noqa: PLC0415 (models are not loaded before)
        from privacy import erasure  # noqa: PLC0415

        notifications.register()
        erasure.register(leavers.take_out)
