"""The periodic letter: preferences, runs, deliveries."""

from dataclasses import replace

from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "digests"
    verbose_name = "Overzichten"

    def ready(self):
        # The registry fills when the apps are ready, because a kind knows models.
        from digests import actions, notifications  # noqa: PLC0415
        from digests.actions import open as open_actions  # noqa: PLC0415
        from digests.actions import replying  # noqa: PLC0415
        from digests.notifications import open as open_letters  # noqa: PLC0415
        from digests.notifications.proofs import DIGEST_PROOF  # noqa: PLC0415
        from digests.notifications.replies import DIGEST_ANSWERED  # noqa: PLC0415
        from mailing import letters  # noqa: PLC0415

        stopping = {"stop": actions.stop_digests, "undo": actions.resume_digests}
        letters.register(replace(notifications.DIGEST, take_reply=replying.take_reply, **stopping))
        letters.register(DIGEST_ANSWERED)
        letters.register(DIGEST_PROOF)
        letters.register(open_letters.OPEN_CONFIRM)
        letters.register(replace(open_letters.OPEN_DIGEST, stop=open_actions.leave))
