"""Addresses of inbound mail."""

from django.urls import path

from inbound.views import site

app_name = "inbound"

urlpatterns = [path("was-dit-van-jou/<str:token>/", site.held, name="held")]
