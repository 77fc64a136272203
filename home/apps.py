"""Wagtail pages, the front page and a member's own overview."""

from dataclasses import replace

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Website"

    def ready(self):
        # Models can be imported from here on.
        from activity import asked, told  # noqa: PLC0415
        from home import choosers, notifications, receivers  # noqa: PLC0415
        from home.actions import consent_by_mail, leavers  # noqa: PLC0415
        from home.notifications import enquiries, readers  # noqa: PLC0415
        from home.queries.consent import words_asked  # noqa: PLC0415
        from home.queries.knowledge import knowledge_of  # noqa: PLC0415
        from home.queries.told import answers_told, practices_told  # noqa: PLC0415
        from learninggroups.queries import shelf  # noqa: PLC0415
        from mailing import letters  # noqa: PLC0415
        from privacy import erasure  # noqa: PLC0415

        choosers.install()
        receivers.connect()
        erasure.register(leavers.take_out)
        asked.register(words_asked)
        told.register("enquiry_answered", answers_told)
        shelf.register(knowledge_of)
        told.register("practice_shared", practices_told)
        for kind in [*notifications.KINDS, *enquiries.KINDS, *readers.KINDS]:
            letters.register(kind)
        # What a mailed reply does is an action, and so a storey above the kinds.
        letters.register(replace(notifications.CONSENT, take_reply=consent_by_mail.take_reply))
