"""What the member whose name stands above a mail says of it."""

from datetime import datetime

from django.db import transaction

from inbound.models import InboundMail

State = InboundMail.State


class DecidedAlready(Exception):
    """This mail was decided about before, or its words are gone."""


@transaction.atomic(durable=True)
def own_mail(*, pk: int, now: datetime) -> None:
    """
    Say in the member's name that she wrote a held mail; it is read again as proven.

    :raises DecidedAlready: when it waits no longer.
    """
    waits = InboundMail.objects.filter(pk=pk, state=State.HELD).exclude(raw=b"")
    if not waits.update(state=State.RECEIVED, owned_at=now, settled_at=None, attempts=0, lease_until=None):
        raise DecidedAlready


@transaction.atomic(durable=True)
def disown_mail(*, pk: int, now: datetime) -> None:
    """
    Say in the member's name that she did not write a held mail; what it said is thrown away.

    :raises DecidedAlready: when it waits no longer.
    """
    waits = InboundMail.objects.filter(pk=pk, state=State.HELD)
    if not waits.update(state=State.DISOWNED, raw=b"", settled_at=now):
        raise DecidedAlready
