"""The style guide; portal/urls.py mounts it under DEBUG only."""

from django.urls import path

from ui import views

app_name = "ui"

urlpatterns = [path("", views.style_guide, name="style_guide")]
