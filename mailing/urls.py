"""Addresses of mailing."""

from django.urls import path

from mailing import views

app_name = "mailing"

urlpatterns = [path("afmelden/<str:token>/", views.stop, name="stop")]
