"""Addresses of digests in the back office."""

from django.urls import path

from digests.views import office

app_name = "digests_office"

urlpatterns = [
    path("verzendingen/", office.sendings, name="sendings"),
    path("verzendingen/<int:pk>/stilzetten/", office.stop_sending, name="stop-sending"),
    path("verzendingen/open/<int:pk>/stilzetten/", office.stop_open_sending, name="stop-open-sending"),
    path("leden/", office.members, name="members"),
    path("leden/<int:pk>/", office.member, name="member"),
    path("leden/<int:pk>/overzicht/", office.preview, name="preview"),
    path("leden/<int:pk>/overzicht/proef/", office.send_proof, name="send-proof"),
]
