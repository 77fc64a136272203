"""What keeps the queue sound between letters: leases that ended, stops, and what may be forgotten."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Q

from mailing import hours
from mailing.models import (
    BODIES_KEPT,
    NO_WORDS,
    REFUSAL_COUNTS,
    ROWS_KEPT,
    DomainPace,
    Heartbeat,
    Hold,
    KnownSite,
    Lease,
    LetterPart,
    MailEvent,
    OutgoingMail,
    Suppression,
)
from mailing.queries.pulse import HEARTBEAT
from mailing.retries import MAX_CLAIMS, POLICY_LIMIT, POLICY_WINDOW, RUN_LIMIT, RUN_PART

RETENTION = "retention"
REPORTING = "failed_mail"

# With this begins the code of a refusal for who we are.
POLICY = "5.7."
RUN_REFUSED = (
    "Deze verzending is gestopt, omdat mailservers te veel van haar brieven weigeren om wie wij zijn."
)

State = OutgoingMail.State
FINAL = [State.SENT, State.FAILED, State.HELD, State.CANCELLED]


def beat(now: datetime) -> None:
    """Say that a worker is alive."""
    Heartbeat.objects.update_or_create(name=HEARTBEAT, defaults={"beat_at": now})


def report(trouble: str) -> None:
    """Say what is wrong between us and the mail server; an empty text says that nothing is."""
    Heartbeat.objects.filter(name=HEARTBEAT).exclude(trouble=trouble[:300]).update(trouble=trouble[:300])


def notice_move(now: datetime) -> None:
    """Hold all mail when this database starts to speak for another host: it is a copy, or it moved."""
    host = urlsplit(settings.SITE_URL).hostname or ""
    known, _ = KnownSite.objects.get_or_create(pk=1, defaults={"host": host})
    if known.host == host:
        return
    with transaction.atomic():
        if KnownSite.objects.filter(pk=1, host=known.host).update(host=host):
            hold(f"Het adres van de site is veranderd van {known.host} in {host}.", now)


def hold(reason: str, now: datetime) -> None:
    """Stop all outgoing mail until a person releases it; a stop that is already there stays."""
    Hold.objects.bulk_create([Hold(reason=reason[:300], since=now)], ignore_conflicts=True)


def is_run_refused(mail: OutgoingMail, *, accepted: int = 0) -> bool:
    """
    Say whether servers refuse so many letters of one kind about one subject that it is about these.

    ``accepted`` are those that arrived just now, and of which no row says so yet.
    """
    if not mail.about:
        return False
    counts = OutgoingMail.objects.filter(letter=mail.letter, about=mail.about).aggregate(
        refused=Count("pk", filter=Q(state=State.HELD, last_code__startswith=POLICY)),
        tried=Count("pk", filter=Q(tried_at__isnull=False) & ~Q(last_error=RUN_REFUSED)),
    )
    return counts["refused"] >= max(RUN_LIMIT, RUN_PART * (counts["tried"] + accepted))


def hold_run(mail: OutgoingMail, now: datetime) -> int:
    """Hold the letters of the same kind about the same subject that no worker has; return how many."""
    waiting = OutgoingMail.objects.filter(
        letter=mail.letter, about=mail.about, state=State.QUEUED, lease_token=""
    )
    return waiting.update(state=State.HELD, tried_at=now, last_error=RUN_REFUSED)


def hold_after_refusals(now: datetime) -> bool:
    """
    Stop all mail when servers refuse us for who we are, whatever we send, and say whether that was so.

    One run counts once, because it is stopped by itself.
    """
    refused = OutgoingMail.objects.filter(
        state=State.HELD, last_code__startswith=POLICY, tried_at__gt=now - POLICY_WINDOW
    )
    runs = {(letter, about or key) for letter, about, key in refused.values_list("letter", "about", "key")}
    if len(runs) < POLICY_LIMIT:
        return False
    hold(f"De mailserver weigert onze post: {refused.latest('tried_at').last_error}", now)
    return True


def recover(now: datetime) -> None:
    """
    Bring back what a worker left behind when its lease ended.

    A letter in doubt goes once more. Twice in doubt, or claimed again and again without
    any outcome, it waits for a person: the fault may be in the letter.
    """
    for lease in Lease.objects.filter(until__lt=now):
        _take_over(lease.pk, now)
    # Other than by its index, the queue would be found by reading a year of letters.
    queue = OutgoingMail.objects.filter(state__in=[State.QUEUED, State.SENDING])
    doubtful = queue.filter(state=State.SENDING, due_at__lte=now)
    doubtful.filter(in_doubt__gte=1).update(
        state=State.HELD,
        in_doubt=F("in_doubt") + 1,
        tried_at=now,
        last_error="Twee keer is onduidelijk gebleven of deze brief is aangekomen.",
    )
    doubtful.update(
        state=State.QUEUED,
        in_doubt=F("in_doubt") + 1,
        last_error="De verbinding brak af voordat de mailserver antwoordde.",
    )
    waiting = queue.filter(state=State.QUEUED, lease_token="")
    waiting.filter(claims__gte=MAX_CLAIMS).update(
        state=State.HELD, tried_at=now, last_error=f"Na {MAX_CLAIMS} pogingen is er nog geen uitslag."
    )
    waiting.filter(expires_at__lt=now).update(
        state=State.CANCELLED, **NO_WORDS, last_error="Te laat om te versturen."
    )


@transaction.atomic
def _take_over(lease_id: int, now: datetime) -> None:
    """Settle what was accepted under a lease, mark what is in doubt, and free the rest."""
    # RACE: its worker may mark its next letter just now; whoever locks the row first is right.
    lease = Lease.objects.select_for_update().filter(pk=lease_id, until__lt=now).first()
    if lease is None:
        return
    left = OutgoingMail.objects.filter(lease_token=lease.token, state=State.QUEUED)
    if lease.handing is not None:
        sent = left.filter(pk__lt=lease.handing)
        sent.filter(has_secret=True).update(**NO_WORDS)
        sent.update(state=State.SENT, sent_at=now, tried_at=now, lease_token="")
        left.filter(pk=lease.handing).update(state=State.SENDING, lease_token="")
    left.update(lease_token="")
    lease.delete()


def since_last_report(now: datetime) -> datetime | None:
    """
    Return since when who looks after the post was not told what failed: once a day from noon, else None.

    Whoever gets the moment is the one to tell it. Inside the caller's transaction.
    """
    # By then it is known what became of the digests of this morning, and somebody can still act today.
    noon = hours.noon(now)
    if now < noon or not hours.is_daytime(now):
        return None
    day_ago = now - timedelta(days=1)
    told, _ = Heartbeat.objects.get_or_create(name=REPORTING, defaults={"beat_at": day_ago})
    due = Heartbeat.objects.filter(name=REPORTING, beat_at=told.beat_at, beat_at__lt=noon)
    return told.beat_at if due.update(beat_at=now) else None


def retain(now: datetime) -> None:
    """Once a day, empty letters of a month ago, try addresses again, and forget what is a year old."""
    Heartbeat.objects.get_or_create(name=RETENTION, defaults={"beat_at": now - timedelta(days=2)})
    due = Heartbeat.objects.filter(name=RETENTION, beat_at__lt=now - timedelta(days=1))
    if not due.update(beat_at=now):
        return
    finished = OutgoingMail.objects.filter(state__in=FINAL)
    finished.filter(queued_at__lt=now - BODIES_KEPT).exclude(**NO_WORDS).update(**NO_WORDS)
    told = OutgoingMail.objects.exclude(parts="").values("about")
    LetterPart.objects.filter(made_at__lt=now - BODIES_KEPT).exclude(about__in=told).delete()
    finished.filter(queued_at__lt=now - ROWS_KEPT).delete()
    MailEvent.objects.filter(happened_at__lt=now - ROWS_KEPT).delete()
    Suppression.objects.filter(since__lt=now - REFUSAL_COUNTS).delete()
    DomainPace.objects.filter(minute__lt=now - timedelta(days=1)).delete()
