"""Where members learn together: groups, memberships, threads, posts."""

from django.apps import AppConfig


class LearningGroupsConfig(AppConfig):
    name = "learninggroups"
    verbose_name = "Leergroepen"

    def ready(self):
        # The registry fills when the apps are ready, because a kind knows models.
        from learninggroups import notifications  # noqa: PLC0415
        from mailing import letters  # noqa: PLC0415

        for kind in notifications.KINDS:
            letters.register(kind)
