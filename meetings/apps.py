"""Meetings: planned by facilitators and the programme team, open to whoever they are meant for."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Bijeenkomsten"

    def ready(self):
        from mailing import letters  # noqa: PLC0415 - models load after the app registry
        from meetings.notifications import KINDS  # noqa: PLC0415 - idem

        for kind in KINDS:
            letters.register(kind)
