"""Where a member is signed in."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from audit.origin import browser_of, network_of
from members.models import Member


@dataclass(frozen=True)
class Device:
    """One session that has not ended: since when, with what, and from which network."""

    pk: int
    since: datetime
    browser: str
    network: str
    is_current: bool


def devices_of(member: Member, session_key: str, now: datetime) -> list[Device]:
    """Return where this member is signed in, in two statements; the session that asks comes first."""
    rows = list(UserSession.objects.filter(user=member).order_by("-created_at"))
    keys = [row.session_key for row in rows]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=now)
    open_ones = set(alive.values_list("session_key", flat=True))
    devices = [
        Device(
            pk=row.pk,
            since=row.created_at,
            browser=browser_of(row.user_agent),
            network=network_of(row.ip),
            is_current=row.session_key == session_key,
        )
        for row in rows
        if row.session_key in open_ones
    ]
    return sorted(devices, key=lambda device: not device.is_current)
