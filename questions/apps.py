"""National questions: asked of many, answered in two voices, told back."""

from dataclasses import replace

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "questions"
    verbose_name = "Landelijke vragen"

    def ready(self):
        from activity import asked  # noqa: PLC0415 - models load after the app registry
        from mailing import letters  # noqa: PLC0415 - idem
        from meetings.queries import deadlines  # noqa: PLC0415 - idem
        from privacy import erasure  # noqa: PLC0415 - idem
        from questions.actions import leavers  # noqa: PLC0415 - idem
        from questions.actions.replying import take_reply  # noqa: PLC0415 - idem
        from questions.actions.stopping import stop_reminders, undo_stop  # noqa: PLC0415 - idem
        from questions.notifications import KINDS  # noqa: PLC0415 - idem
        from questions.queries.approvals import texts_asked  # noqa: PLC0415 - idem
        from questions.queries.deadlines import deadlines_of  # noqa: PLC0415 - idem

        asked.register(texts_asked)
        deadlines.register(deadlines_of)
        erasure.register(leavers.take_out)
        for kind in KINDS:
            letters.register(kind)
        # What a mailed reply does is an action, and so a storey above the kinds; so is stopping.
        opened, reminder = (letters.kind_named(name) for name in ("question_opened", "question_reminder"))
        letters.register(replace(opened, take_reply=take_reply))
        letters.register(replace(reminder, take_reply=take_reply, stop=stop_reminders, undo=undo_stop))
