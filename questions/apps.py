"""National questions: asked of many, answered in two voices, told back."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "questions"
    verbose_name = "Landelijke vragen"

    def ready(self):
        from mailing import letters  # noqa: PLC0415 - models load after the app registry
        from questions.notifications import KINDS  # noqa: PLC0415 - idem

        for kind in KINDS:
            letters.register(kind)
