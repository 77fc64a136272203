"""Addresses of the back office of members; members/wagtail_hooks.py mounts them under /beheer/."""

from django.urls import URLPattern

app_name = "members_office"

urlpatterns: list[URLPattern] = []
