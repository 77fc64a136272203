"""A member's own calendar at a secret address: made, renewed and taken away by herself."""

from datetime import datetime

from django.db import transaction
from django.utils.crypto import get_random_string

from learninggroups.permissions import Roles
from meetings.models import CalendarFeed
from meetings.permissions import may_have_calendar
from members.models import Member
from members.permissions import require


@transaction.atomic(durable=True)
def make_address(*, actor: Member, now: datetime) -> None:
    """Give a member a secret address for her calendar; the one she had before answers no longer."""
    require(may_have_calendar(Roles.of(actor)))
    new = {"secret": get_random_string(32), "made_at": now}
    CalendarFeed.objects.update_or_create(member=actor, defaults=new)


@transaction.atomic(durable=True)
def take_address_away(*, actor: Member) -> None:
    """Let nobody follow a member's calendar any more."""
    require(may_have_calendar(Roles.of(actor)))
    CalendarFeed.objects.filter(member=actor).delete()
