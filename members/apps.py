"""Who we are: people, organisations, invitations, accounts."""

from dataclasses import replace

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
        from members.actions import messages as actions  # noqa: PLC0415
        from members.notifications import leaving, messages  # noqa: PLC0415

        for kind in (*notifications.KINDS, *leaving.KINDS, *messages.KINDS):
            letters.register(kind)
        # What a mailed reply does, and what stopping does, are actions: a storey above the kinds.
        letters.register(
            replace(
                messages.MEMBER_MESSAGE,
                take_reply=actions.take_reply,
                stop=actions.stop_by_letter,
                undo=actions.undo_stop,
            )
        )
        receivers.connect()


class UsersConfig(WagtailUsersAppConfig):
    """Wagtail's user pages, taught what a member is."""

    user_viewset = "members.wagtail_hooks.MemberViewSet"
