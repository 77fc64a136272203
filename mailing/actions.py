"""What a person does about letters that wait for her."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet

from mailing import standing, tasks, upkeep
from mailing.models import Hold, MailEvent, OutgoingMail, Suppression
from mailing.permissions import may_look_after_post

State = OutgoingMail.State
Kind = MailEvent.Kind


class NothingToSend(Exception):
    """The words of this letter are gone, or somebody else decided about it meanwhile."""


@transaction.atomic(durable=True)
def hold_post(*, reason: str, actor: AbstractBaseUser, now: datetime) -> None:
    """Stop all outgoing mail until a person releases it."""
    _require(actor)
    upkeep.hold(reason, now)


@transaction.atomic(durable=True)
def release_hold(*, hold: Hold, lets_go: bool, actor: AbstractBaseUser, now: datetime) -> None:
    """
    Let mail leave again; what the mail server refused for who we are is tried again.

    With ``lets_go`` the letters that waited when the hold began never leave, which is what
    one wants in a copy of the portal, or when an older backup would send them twice.
    """
    _require(actor)
    if not Hold.objects.filter(pk=hold.pk, released_at=None).update(released_at=now, released_by=actor):
        return
    if lets_go:
        before = OutgoingMail.objects.filter(state=State.QUEUED, queued_at__lt=hold.since)
        # A backup does not know which of these left after it was made, so each may have arrived.
        before.update(state=State.CANCELLED, lease_token="", in_doubt=F("in_doubt") + 1)
    _queue_again(OutgoingMail.objects.filter(state=State.HELD, last_code__startswith="5.7."), now)
    transaction.on_commit(tasks.ring)


@transaction.atomic(durable=True)
def resend(*, mail: OutgoingMail, actor: AbstractBaseUser, now: datetime) -> None:
    """
    Send a letter that failed or was held once more, also to an address that refused it before.

    :raises NothingToSend: when its words are gone or it is no longer stuck.
    """
    _require(actor)
    if not _queue_again(_stuck(mail).exclude(text="", html=""), now):
        raise NothingToSend(mail)
    _trust(mail.to_address, now)
    transaction.on_commit(tasks.ring)


@transaction.atomic(durable=True)
def let_go(*, mail: OutgoingMail, actor: AbstractBaseUser, now: datetime) -> None:
    """Decide that a letter that failed or was held need not arrive."""
    _require(actor)
    _cancel(_stuck(mail))


@transaction.atomic(durable=True)
def trust_again(*, suppression: Suppression, actor: AbstractBaseUser, now: datetime) -> None:
    """Send letters to an address again that refused them before."""
    _require(actor)
    _trust(suppression.address, now)


def _trust(address: str, now: datetime) -> None:
    standing.record(Kind.TRUSTED, address, key=f"trusted:{address.lower()}:{now:%Y%m%d%H%M%S%f}", now=now)


def _stuck(mail: OutgoingMail) -> QuerySet[OutgoingMail]:
    return OutgoingMail.objects.filter(pk=mail.pk, state__in=[State.HELD, State.FAILED])


def _queue_again(letters: QuerySet[OutgoingMail], now: datetime) -> int:
    """Put letters back as if they were new; the same Message-ID still marks every copy."""
    return letters.update(
        state=State.QUEUED,
        attempts=0,
        claims=0,
        in_doubt=0,
        due_at=now,
        queued_at=now,
        expires_at=None,
        lease_token="",
    )


def _cancel(letters: QuerySet[OutgoingMail]) -> int:
    return letters.update(state=State.CANCELLED, lease_token="")


def _require(actor: AbstractBaseUser) -> None:
    if not may_look_after_post(actor):
        raise PermissionDenied
