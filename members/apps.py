"""Who we are: people, organisations, invitations, accounts."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "Leden"

    def ready(self):
        # The registry fills when the apps are ready, because a kind knows models.
        from mailing import letters  # noqa: PLC0415
        from members import notifications  # noqa: PLC0415

        for kind in notifications.KINDS:
            letters.register(kind)
