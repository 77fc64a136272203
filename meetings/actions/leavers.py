"""Giving away the seats of who left."""

from collections.abc import Iterator

from meetings.actions.registering import withdraw
from meetings.models import Registration
from privacy.erasure import Leaver


def give_seats_away(leaver: Leaver) -> Iterator[None]:
    """Take who left off the lists of meetings to come; yields after each."""
    lists = Registration.objects.filter(member=leaver.pk, meeting__starts_at__gt=leaver.now)
    for registration in lists.exclude(state=Registration.State.CANCELLED).order_by("pk"):
        withdraw(registration=registration, now=leaver.now)
        yield
