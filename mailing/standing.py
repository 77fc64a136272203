"""
How an address stands with us, from what became of the letters to it.

A refusal of the address counts two, a passing trouble half a day at most; at four it gets account
letters only. A delivery, or a month, wipes the slate. What is said about us counts for nothing
against the address. The account behind it is never touched.
"""

from datetime import datetime

from django.db import transaction

from mailing import upkeep
from mailing.faults import Fault
from mailing.models import NO_WORDS, REFUSAL_COUNTS, MailEvent, OutgoingMail, Suppression

Kind = MailEvent.Kind
State = OutgoingMail.State

HARD, SOFT, PAUSED_AT = 2.0, 0.5, 4.0
WIPES_SLATE = [Kind.DELIVERED, Kind.TRUSTED]
# A letter that was refused for who we are waits for a person, who tries it again.
POLICY_CODE = "5.7.0"

KIND_OF = {
    Fault.ADDRESS: Kind.HARD,
    Fault.MAILBOX: Kind.SOFT,
    Fault.POLICY: Kind.POLICY,
    Fault.LETTER: Kind.REJECTED,
}


def refused(mail: OutgoingMail, fault: Fault, *, code: str, detail: str, now: datetime) -> None:
    """
    Write down that a letter was refused and let that count; the same refusal counts once.

    Safe to call within a transaction and outside of one.
    """
    kind = KIND_OF[fault]
    key = f"letter:{mail.pk}:{mail.queued_at:%Y%m%d%H%M%S}:{kind}"
    record(kind, mail.to_address, key=key, letter=mail, code=code, detail=detail, now=now)


@transaction.atomic
def record(
    kind: str,
    address: str,
    *,
    key: str,
    now: datetime,
    letter: OutgoingMail | None = None,
    code: str = "",
    detail: str = "",
) -> bool:
    """Write down what became of a letter, draw conclusions for its address, and say whether it was news."""
    address = address.lower()
    facts = {
        "kind": kind,
        "letter_id": letter and letter.pk,
        "address": address,
        "code": code[:12],
        "detail": detail[:300],
        "happened_at": now,
    }
    _event, is_new = MailEvent.objects.get_or_create(key=key[:160], defaults=facts)
    if not is_new:
        return False
    if kind in WIPES_SLATE:
        Suppression.objects.filter(address=address).delete()
    elif score(address, now) >= PAUSED_AT:
        Suppression.objects.bulk_create(
            [Suppression(address=address, reason=detail[:300], since=now)], ignore_conflicts=True
        )
    return True


def delivered(address: str, *, key: str, now: datetime) -> None:
    """Wipe the slate of an address to which a letter was delivered; of others there is nothing to keep."""
    recent = MailEvent.objects.filter(address=address.lower(), happened_at__gt=now - REFUSAL_COUNTS)
    if recent.filter(kind__in=[Kind.HARD, Kind.SOFT]).exists():
        record(Kind.DELIVERED, address, key=key, now=now)


def score(address: str, now: datetime) -> float:
    """Return what counts against an address since its slate was last wiped."""
    events = MailEvent.objects.filter(address=address, happened_at__gt=now - REFUSAL_COUNTS)
    wiped = events.filter(kind__in=WIPES_SLATE).order_by("-happened_at").first()
    if wiped:
        events = events.filter(happened_at__gte=wiped.happened_at, pk__gt=wiped.pk)
    hard = events.filter(kind=Kind.HARD).count()
    soft_days = {
        moment.date() for moment in events.filter(kind=Kind.SOFT).values_list("happened_at", flat=True)
    }
    return HARD * hard + SOFT * len(soft_days)


def came_back(mail: OutgoingMail, fault: Fault, *, code: str, detail: str, now: datetime) -> None:
    """
    Take note that a letter came back which a mail server had accepted before.

    It counts as one that failed, so that whoever told something in it tells that again; refused for
    who we are, it waits for a person, and several such letters stop their run, or all mail.
    """
    refused(mail, fault, code=code, detail=detail, now=now)
    sent = OutgoingMail.objects.filter(pk=mail.pk, state=State.SENT)
    if fault is Fault.POLICY and sent.exclude(**NO_WORDS).update(
        state=State.HELD, last_code=policy_code(code), last_error=detail[:300], tried_at=now
    ):
        if upkeep.is_run_refused(mail):
            upkeep.hold_run(mail, now)
        upkeep.hold_after_refusals(now)
    else:
        sent.update(state=State.FAILED, last_code=code[:12], last_error=detail[:300], tried_at=now)


def policy_code(code: str) -> str:
    """Return the code of a refusal for who we are, in the form by which such letters are found again."""
    return code if code.startswith("5.7.") else POLICY_CODE
