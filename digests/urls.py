"""Addresses of digests."""

from django.urls import path

from digests import views

app_name = "digests"

urlpatterns = [
    path("", views.preferences, name="preferences"),
    path("instellen/<str:token>/", views.preferences_by_letter, name="preferences_by_letter"),
    path("overzicht/", views.preview, name="preview"),
    path("overzicht/<int:pk>/", views.digest, name="digest"),
]
