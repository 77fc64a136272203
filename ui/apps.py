"""How things look; knows no domain and has no tables."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "ui"
    verbose_name = "Uiterlijk"
