"""Addresses of mailing."""

from django.urls import path

from mailing.views import site

app_name = "mailing"

urlpatterns = [
    path("afmelden/<str:token>/", site.stop, name="stop"),
    path("weer-ontvangen/<int:pk>/", site.hear_again, name="hear-again"),
    path("mijn-adres-klopt/", site.trust, name="trust-own"),
]
