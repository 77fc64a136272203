"""Wagtail pages, the front page and a member's own overview."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Website"
