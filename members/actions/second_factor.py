"""What is done for somebody who lost her second factor."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from audit import trail
from audit.acts import Act
from members import encryption
from members.actions.sessions import end_sessions
from members.models import Member


@transaction.atomic(durable=True)
def take_away_factors(*, member: Member, reason: str, now: datetime) -> int:
    """
    Take away every factor of a member, and sign her out everywhere; return how many there were.

    Only somebody on the server does this, after making sure who asks. What is left is her
    address and her password: the back office asks her to enrol again.
    """
    count, _ = Authenticator.objects.filter(user=member).delete()
    end_sessions(member)
    trail.record(
        Act.FACTORS_TAKEN_AWAY, actor=None, subject=member, reason=reason, facts={"count": count}, now=now
    )
    return count


@transaction.atomic(durable=True)
def encrypt_anew() -> int:
    """Lock every secret of a factor with the present key, and return how many there are."""
    return encryption.put_in_each(Authenticator, encryption.encrypt_anew)
