"""A calendar week to play in, and the portal's own steps in it."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from activity import sealing
from digests import actions
from learninggroups.actions import posts
from mailing.models import OutgoingMail
from members.models import Member

# A Monday; seven o'clock in Amsterdam.
MONDAY = datetime(2026, 11, 2, 7, tzinfo=timezone.get_default_timezone())
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def opened(db) -> None:
    """A portal that has been running since the Sunday before."""
    sealing.seal(now=MONDAY - timedelta(days=1))


@pytest.fixture
def morning(opened) -> Callable[[datetime], list[OutgoingMail]]:
    """Return a function that does what the tick does, and returns the letters that were sent."""

    def tick(now: datetime) -> list[OutgoingMail]:
        before = set(OutgoingMail.objects.values_list("pk", flat=True))
        actions.plan_due(now=now)
        for _written in actions.write_due(now=now):
            pass
        OutgoingMail.objects.filter(state="queued").update(state="sent", sent_at=now)
        return list(OutgoingMail.objects.filter(letter="digest").exclude(pk__in=before).order_by("member"))

    return tick


@pytest.fixture
def say() -> Callable:
    """Return a function with which somebody writes in a thread."""

    def say(thread, actor: Member, now: datetime, body: str = "<p>Zo doen wij het.</p>"):
        return posts.post_reply(thread=thread, body=body, actor=actor, now=now)

    return say
