"""Addresses of the back office of questions; questions/wagtail_hooks.py mounts them under /beheer/."""

from django.urls import path

app_name = "questions_office"

urlpatterns: list[path] = []
