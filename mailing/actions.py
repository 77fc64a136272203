"""What a person does about letters that wait for her."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet

from mailing import standing, tasks, upkeep
from mailing.models import NO_WORDS, Hold, MailEvent, OutgoingMail, Suppression, Unsubscription
from mailing.permissions import may_look_after_post

State = OutgoingMail.State
Kind = MailEvent.Kind
STUCK = [State.HELD, State.FAILED]


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


@dataclass(frozen=True)
class Resent:
    """How many letters are sent once more, and how many cannot be because their words are gone."""

    count: int
    wordless: int


@transaction.atomic(durable=True)
def resend(*, letters: QuerySet[OutgoingMail], actor: AbstractBaseUser, now: datetime) -> Resent:
    """Send stuck letters once more, also to addresses that refused them before; the rest stays."""
    _require(actor)
    stuck = letters.filter(state__in=STUCK)
    with_words = stuck.exclude(**NO_WORDS)
    addresses = {address.lower() for address in with_words.values_list("to_address", flat=True)}
    wordless = stuck.filter(**NO_WORDS).count()
    resent = Resent(_queue_again(with_words, now), wordless)
    for address in addresses.intersection(Suppression.objects.values_list("address", flat=True)):
        _trust(address, now)
    transaction.on_commit(tasks.ring)
    return resent


@transaction.atomic(durable=True)
def let_go(*, letters: QuerySet[OutgoingMail], actor: AbstractBaseUser, now: datetime) -> int:
    """Decide that these stuck letters need not arrive, and return how many."""
    _require(actor)
    return _cancel(letters.filter(state__in=STUCK))


@transaction.atomic(durable=True)
def trust_again(*, suppression: Suppression, actor: AbstractBaseUser, now: datetime) -> None:
    """Send letters to an address again that refused them before."""
    _require(actor)
    _trust(suppression.address, now)


@transaction.atomic(durable=True)
def trust_own_address(*, actor: AbstractBaseUser, now: datetime) -> None:
    """Send letters to one's own address again, because its owner says that it works."""
    if Suppression.objects.filter(address=actor.email.lower()).exists():
        _trust(actor.email, now)


@transaction.atomic(durable=True)
def hear_again(*, number: int, actor: AbstractBaseUser) -> None:
    """Let letters come again that a member stopped herself."""
    Unsubscription.objects.filter(pk=number, member=actor).delete()


def _trust(address: str, now: datetime) -> None:
    standing.record(Kind.TRUSTED, address, key=f"trusted:{address.lower()}:{now:%Y%m%d%H%M%S%f}", now=now)


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
