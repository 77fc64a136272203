"""Addresses of digests."""

from django.urls import path

from digests.views import open as open_digest
from digests.views import site

app_name = "digests"

urlpatterns = [
    path("", site.preferences, name="preferences"),
    path("instellen/<str:token>/", site.preferences_by_letter, name="preferences_by_letter"),
    path("gelezen/<str:token>/", site.read_by_letter, name="read_by_letter"),
    path("open-overzicht/", open_digest.ask, name="open"),
    path("open-overzicht/kijk-in-je-mail/", open_digest.asked, name="open_asked"),
    path("open-overzicht/bevestigen/<str:token>/", open_digest.confirm, name="open_confirm"),
    path("overzicht/", site.preview, name="preview"),
    path("overzicht/<int:pk>/", site.digest, name="digest"),
]
