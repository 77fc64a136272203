"""National questions: asked of many, answered in two voices, told back."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "questions"
    verbose_name = "Landelijke vragen"
