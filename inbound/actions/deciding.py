"""What people decide about mail that waits: the member whose name stands above it, and the team."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from inbound.models import InboundMail
from mailing.permissions import may_look_after_post

State = InboundMail.State


class DecidedAlready(Exception):
    """This mail was decided about before, or its words are gone."""


@transaction.atomic(durable=True)
def own_mail(*, pk: int, now: datetime) -> None:
    """
    Say in the member's name that she wrote a held mail; it is read again as proven.

    :raises DecidedAlready: when it waits no longer.
    """
    waits = InboundMail.objects.held().filter(pk=pk)
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


@transaction.atomic(durable=True)
def read_again(*, mail: InboundMail, actor: AbstractBaseUser) -> None:
    """Have a mail that could not be read five times read once more."""
    _require(actor)
    stuck = InboundMail.objects.stuck().filter(pk=mail.pk)
    stuck.update(state=State.RECEIVED, attempts=0, lease_until=None, settled_at=None)


@transaction.atomic(durable=True)
def let_be(*, mail: InboundMail, actor: AbstractBaseUser) -> None:
    """Decide that nothing need happen with a mail that could not be read."""
    _require(actor)
    InboundMail.objects.stuck().filter(pk=mail.pk).update(state=State.UNKNOWN)


def _require(actor: AbstractBaseUser) -> None:
    if not may_look_after_post(actor):
        raise PermissionDenied
