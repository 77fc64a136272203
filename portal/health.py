"""
What a machine may ask about the portal: does it live, is it ready, and how is it doing.

`/-/ready` refuses only when this process cannot serve pages: taking the website away because a
worker stopped would help nobody. What a person must look at stands in ``attention``, and in the
figures of `/-/metrics`. No personal data in either.
"""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.db.models import Count, Min, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from digests.models import DigestRun
from inbound.models import InboundMail
from mailing.models import Heartbeat, MailEvent, OutgoingMail
from mailing.queries.pulse import pulse
from members.models import Departure, Import
from portal.backups.taking import HEARTBEAT as BACKUP
from questions.models import Export

DIGEST_PATIENCE = timedelta(hours=2)
# One night may fail, and the next must not.
BACKUP_PATIENCE = timedelta(hours=50)


@dataclass(frozen=True)
class Condition:
    """How the portal is doing at one moment; ages are in seconds, None when there is nothing to be old."""

    letters: dict[str, int] = field(default_factory=dict)
    oldest_due: float | None = None
    heartbeat: float | None = None
    unfinished_digest: float | None = None
    last_digest: float | None = None
    is_held: bool = False
    backup: float | None = None
    is_silent: bool = True
    is_late: bool = False

    @property
    def attention(self) -> list[str]:
        """Return what a person should look at; of letters the same as the back office says on every page."""
        unfinished = self.unfinished_digest or 0
        found = {
            "no worker has looked for letters": self.is_silent,
            "a letter is waiting too long": self.is_late,
            "a digest is not finished": unfinished > DIGEST_PATIENCE.total_seconds(),
            "all mail is held": self.is_held,
            "the last backup is old": (self.backup or 0) > BACKUP_PATIENCE.total_seconds(),
        }
        return [text for text, is_so in found.items() if is_so]


def condition(now: datetime) -> Condition:
    """Measure how the portal is doing, in five queries."""
    states = OutgoingMail.objects.values_list("state").annotate(Count("id")).order_by("state")
    beat = pulse(now)
    runs = DigestRun.objects
    unfinished = runs.filter(composed_at=None).order_by("planned_at").values_list("planned_at", flat=True)
    return Condition(
        letters=dict(states),
        oldest_due=_age(beat.waits_since, now),
        heartbeat=_age(beat.beat_at, now),
        unfinished_digest=_age(unfinished.first(), now),
        last_digest=_age(runs.order_by("-planned_at").values_list("planned_at", flat=True).first(), now),
        backup=_age(_first(Heartbeat.objects.filter(name=BACKUP), "beat_at"), now),
        is_held=beat.hold is not None,
        is_silent=beat.is_silent,
        is_late=beat.is_late,
    )


def queues(now: datetime) -> dict[str, float]:
    """Measure what waits for something else than the post, in five queries."""
    waiting = Departure.objects.filter(returned_at=None, erased_at=None)
    inbound = InboundMail.objects.filter(state=InboundMail.State.RECEIVED)
    exports = Export.objects.filter(finished_at=None, failed_at=None)
    imports = Import.objects.filter(state__in=[Import.State.APPLYING, Import.State.UNDOING])
    leaving = waiting.aggregate(count=Count("pk"), first=Min("erase_at"))
    return {
        "portal_departures": leaving["count"],
        "portal_departure_overdue_seconds": max(0, _age(leaving["first"], now) or 0),
        "portal_imports_busy": imports.count(),
        "portal_oldest_inbound_mail_seconds": _age(_first(inbound, "received_at"), now) or 0,
        "portal_oldest_export_seconds": _age(_first(exports, "requested_at"), now) or 0,
        "portal_mail_events_day": MailEvent.objects.filter(happened_at__gt=now - timedelta(days=1)).count(),
    }


def _first(rows: QuerySet, moment: str) -> datetime | None:
    return rows.order_by(moment).values_list(moment, flat=True).first()


def _age(moment: datetime | None, now: datetime) -> float | None:
    return None if moment is None else round((now - moment).total_seconds(), 1)


@login_not_required
@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """Say that this process answers."""
    return JsonResponse({"live": True})


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether pages can be served, and what a person should look at."""
    try:
        found = condition(timezone.now())
    except DatabaseError:
        return JsonResponse({"ready": False, "attention": ["the database does not answer"]}, status=503)
    return JsonResponse({"ready": True, "attention": found.attention})


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give the figures in Prometheus' text format, to this machine or to whoever knows the token."""
    if not _may_measure(request):
        raise Http404
    now = timezone.now()
    found = condition(now)
    figures: dict[str, float | str] = {
        f'portal_letters{{state="{state}"}}': count for state, count in found.letters.items()
    }
    figures |= {
        "portal_oldest_due_letter_seconds": found.oldest_due or 0,
        "portal_heartbeat_age_seconds": "NaN" if found.heartbeat is None else found.heartbeat,
        "portal_unfinished_digest_seconds": found.unfinished_digest or 0,
        "portal_last_digest_age_seconds": "NaN" if found.last_digest is None else found.last_digest,
        "portal_backup_age_seconds": "NaN" if found.backup is None else found.backup,
        "portal_mail_held": int(found.is_held),
        "portal_needs_attention": len(found.attention),
    }
    figures |= queues(now)
    lines = "".join(f"{name} {value}\n" for name, value in figures.items())
    return HttpResponse(lines, content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_measure(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN:
        return hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    # SECURITY: behind a proxy everybody seems to come from this machine.
    return request.META["REMOTE_ADDR"] in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers
