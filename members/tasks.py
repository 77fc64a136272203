"""What Celery wakes: time passing over members, and the data that they ask for."""

import time

import structlog
from celery import shared_task
from django.conf import settings
from django.utils import timezone

from mailing import bell
from members.actions import applications, departures, personal_data
from members.actions import failed_mail as actions
from members.actions.imports import applying, checking, forgetting, inviting, undoing
from members.actions.leaving import erase_due, let_inactive_go
from members.exports.personal_data import gathered

# For each of four kinds of work; together shorter than the time between two ticks.
PASS_SECONDS = 6
# Seconds, so that a worker has its hands free again for letters.
AT_ONCE = 25
log = structlog.get_logger(__name__)


@shared_task(name="members.ask_for_addresses")
def ask_for_addresses() -> None:
    """Ask for addresses in the place of those that refuse our post; each is asked for once."""
    actions.ask_for_addresses(now=timezone.now())


@shared_task(name="members.report_failed_mail")
def report_failed_mail() -> None:
    """Tell once a day which letters failed."""
    actions.report_failed_mail(now=timezone.now())


@shared_task(name="members.bring_in")
def bring_in() -> None:
    """Look at, do, invite from and undo imports; safe to run twice or never: rows say how far each is."""
    clock = timezone.now
    checking.check_due(clock=clock, seconds=PASS_SECONDS)
    applying.apply_due(clock=clock, seconds=PASS_SECONDS)
    undoing.undo_due(clock=clock, seconds=PASS_SECONDS)
    inviting.invite_due(clock=clock, seconds=PASS_SECONDS)
    forgetting.forget_rows(now=clock())
    if checking.to_check().exists() or applying.to_do().exists() or undoing.to_undo().exists():
        bell.ring(bring_in)


def ring_for_imports() -> None:
    """Say that there is something to do about an import."""
    bell.ring(bring_in)


@shared_task(name="members.erase")
def erase() -> None:
    """
    Erase who left a fortnight ago, for half a minute at most; the next tick goes on where this stopped.

    Safe to run twice, at once or never: each step finds in the rows what is left to do.
    """
    now, until = timezone.now(), time.monotonic() + AT_ONCE
    let_inactive_go(now=now)
    departures.keep_list(settings.DEPARTURES_LIST)
    for _member in erase_due(now=now):
        if time.monotonic() > until:
            break
    departures.keep_list(settings.DEPARTURES_LIST)


@shared_task(name="members.forget_applications")
def forget_applications() -> None:
    """Forget who wanted to become a member, when that was long enough ago; safe to run twice or never."""
    applications.forget(now=timezone.now())


@shared_task(name="members.gather_data")
def gather_data() -> None:
    """Make the files that members get of themselves, and throw old ones away; safe to run twice or never."""
    personal_data.throw_away_data(now=timezone.now())
    while data := personal_data.claim_data(now=timezone.now()):
        _gather(data)


def ring_for_data() -> None:
    """Say that somebody waits for her data."""
    bell.ring(gather_data)


def _gather(data) -> None:
    try:
        with gathered(data.member, now=timezone.now()) as content:
            personal_data.finish_data(data=data, content=content, now=timezone.now())
    # Whatever is the matter with this file, the next one should still be made.
    except Exception:
        log.exception("personal_data_failed", personal_data=data.pk)
        personal_data.fail_data(data=data, now=timezone.now())
