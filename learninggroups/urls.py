"""Addresses of learninggroups."""

from django.urls import path

app_name = "learninggroups"

urlpatterns: list[path] = []
