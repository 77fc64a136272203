"""Who we are: people, organisations, invitations, accounts."""

from django.apps import AppConfig
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = "Leden"
    default = True

    def ready(self):
        # The registry fills when the apps are ready, because a kind knows models.
        from mailing import letters  # noqa: PLC0415
        from members import notifications, receivers  # noqa: PLC0415
        from members.notifications import leaving  # noqa: PLC0415

        for kind in (*notifications.KINDS, *leaving.KINDS):
            letters.register(kind)
        receivers.connect()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user pages, taught what a member is."""

    user_viewset = "members.wagtail_hooks.MemberViewSet"
