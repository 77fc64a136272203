"""Where members learn together: groups, memberships, threads, posts."""

from dataclasses import replace

from django.apps import AppConfig


class LearningGroupsConfig(AppConfig):
    name = "learninggroups"
    verbose_name = "Leergroepen"

    def ready(self):
        # The registry fills when the apps are ready, because a kind knows models.
        from inbound import mailboxes  # noqa: PLC0415
        from learninggroups import notifications  # noqa: PLC0415
        from learninggroups.actions import by_mail, leavers, levels  # noqa: PLC0415
        from learninggroups.actions.letters import resume_letters, stop_letters  # noqa: PLC0415
        from learninggroups.queries.addresses import MAILBOX  # noqa: PLC0415
        from mailing import letters  # noqa: PLC0415
        from members.queries import leaving  # noqa: PLC0415
        from privacy import erasure  # noqa: PLC0415

        for kind in notifications.KINDS:
            letters.register(kind)
        # What stopping does is an action, and so a storey above the kinds.
        group_letter = letters.kind_named("group_letter")
        letters.register(replace(group_letter, stop=stop_letters, undo=resume_letters))
        stopping = {"stop": levels.stop_thread, "undo": levels.resume_thread}
        letters.register(replace(notifications.POSTS_WRITTEN, take_reply=by_mail.take_reply, **stopping))
        letters.register(replace(notifications.REPLY_POSTED, take_reply=by_mail.take_reply))
        erasure.register(leavers.take_out)
        leaving.register(leavers.last_facilitator_of)
        mailboxes.register(mailboxes.Mailbox(MAILBOX, by_mail.take_start))
