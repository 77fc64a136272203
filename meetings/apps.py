"""Meetings: planned by facilitators and the programme team, open to whoever they are meant for."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Bijeenkomsten"

    def ready(self):
        from activity import asked  # noqa: PLC0415 - models load after the app registry
        from inbound import calendars  # noqa: PLC0415 - models load after the app registry
        from learninggroups.queries import meetings as of_groups  # noqa: PLC0415 - idem
        from mailing import letters  # noqa: PLC0415 - idem
        from meetings import notifications  # noqa: PLC0415 - idem
        from meetings.actions import leavers, registering  # noqa: PLC0415 - idem
        from meetings.notifications import afterwards, polls, series  # noqa: PLC0415 - idem
        from meetings.queries.of_groups import next_of_groups  # noqa: PLC0415 - idem
        from meetings.queries.polls import asked_of_members  # noqa: PLC0415 - idem
        from privacy import erasure  # noqa: PLC0415 - idem

        for kind in (*notifications.KINDS, *series.KINDS, *polls.KINDS, *afterwards.KINDS):
            letters.register(kind)
        calendars.register(registering.decline)
        erasure.register(leavers.give_seats_away)
        of_groups.register(next_of_groups)
        asked.register(asked_of_members)
