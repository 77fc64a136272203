"""Ending the sessions in which a member is signed in."""

from allauth.usersessions.models import UserSession
from django.db.models import F

from members.models import Member


def end_sessions(member: Member) -> None:
    """Sign a member out everywhere, inside the transaction of what is the reason for it."""
    Member.objects.filter(pk=member.pk).update(session_round=F("session_round") + 1)
    UserSession.objects.filter(user=member).delete()
