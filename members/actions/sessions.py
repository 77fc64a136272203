"""Ending the sessions in which a member is signed in."""

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.db.models import F

from audit import trail
from audit.acts import Act
from members.models import Member


def end_sessions(member: Member) -> None:
    """Sign a member out everywhere, inside the transaction of what is the reason for it."""
    Member.objects.filter(pk=member.pk).update(session_round=F("session_round") + 1)
    UserSession.objects.filter(user=member).delete()


@transaction.atomic(durable=True)
def end_every_session(*, actor: Member, now: datetime) -> None:
    """Sign oneself out everywhere; who asks it keeps her own session by proving it anew."""
    end_sessions(actor)
    actor.refresh_from_db(fields=["session_round"])
    trail.record(Act.SESSIONS_ENDED, actor=actor, subject=actor, now=now)


@transaction.atomic(durable=True)
def end_session(*, number: int, actor: Member, now: datetime) -> None:
    """Sign oneself out on one device; a number that is not of one's own changes nothing."""
    session = UserSession.objects.filter(user=actor, pk=number).first()
    if session:
        session.end()
        trail.record(Act.SESSIONS_ENDED, actor=actor, subject=actor, facts={"count": 1}, now=now)
