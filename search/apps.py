"""Finds what members and visitors look for: words, stems and where they stand."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Zoeken"
