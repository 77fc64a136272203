"""Addresses at which machines tell of our letters."""

from django.urls import path

from mailing.views import machines

app_name = "mailing_machines"

urlpatterns = [path("uit/", machines.events, name="events")]
