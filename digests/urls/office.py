"""Addresses of digests in the back office."""

from django.urls import path

from digests.views import office

app_name = "digests_office"

urlpatterns = [
    path("leden/", office.members, name="members"),
    path("leden/<int:pk>/", office.member, name="member"),
]
