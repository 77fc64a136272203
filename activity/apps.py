"""What happened: one row per event, sealed once a day for the digests."""

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "activity"
    verbose_name = "Gebeurtenissen"
