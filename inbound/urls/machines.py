"""Addresses at which machines bring mail."""

from django.urls import path

from inbound.views import machines

app_name = "inbound_machines"

urlpatterns = [path("in/", machines.bring, name="bring")]
