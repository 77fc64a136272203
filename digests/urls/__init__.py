"""Addresses of digests."""

from django.urls import path

from digests.views import site

app_name = "digests"

urlpatterns = [
    path("", site.preferences, name="preferences"),
    path("instellen/<str:token>/", site.preferences_by_letter, name="preferences_by_letter"),
    path("gelezen/<str:token>/", site.read_by_letter, name="read_by_letter"),
    path("overzicht/", site.preview, name="preview"),
    path("overzicht/<int:pk>/", site.digest, name="digest"),
]
