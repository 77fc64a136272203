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
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from digests.models import DigestRun
from mailing.models import OutgoingMail
from mailing.queries.pulse import pulse

DIGEST_PATIENCE = timedelta(hours=2)


@dataclass(frozen=True)
class Condition:
    """How the portal is doing at one moment; ages are in seconds, None when there is nothing to be old."""

    letters: dict[str, int] = field(default_factory=dict)
    oldest_due: float | None = None
    heartbeat: float | None = None
    unfinished_digest: float | None = None
    last_digest: float | None = None
    is_held: bool = False

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
        }
        return [text for text, is_so in found.items() if is_so]


def condition(now: datetime) -> Condition:
    """Measure how the portal is doing, in four queries."""
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
        is_held=beat.hold is not None,
        is_silent=beat.is_silent,
        is_late=beat.is_late,
    )


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
    found = condition(timezone.now())
    figures: dict[str, float | str] = {
        f'portal_letters{{state="{state}"}}': count for state, count in found.letters.items()
    }
    figures |= {
        "portal_oldest_due_letter_seconds": found.oldest_due or 0,
        "portal_heartbeat_age_seconds": "NaN" if found.heartbeat is None else found.heartbeat,
        "portal_unfinished_digest_seconds": found.unfinished_digest or 0,
        "portal_last_digest_age_seconds": "NaN" if found.last_digest is None else found.last_digest,
        "portal_mail_held": int(found.is_held),
        "portal_needs_attention": len(found.attention),
    }
    lines = "".join(f"{name} {value}\n" for name, value in figures.items())
    return HttpResponse(lines, content_type="text/plain; version=0.0.4; charset=utf-8")


def _may_measure(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN:
        return hmac.compare_digest(given.encode(), settings.METRICS_TOKEN.encode())
    # SECURITY: behind a proxy everybody seems to come from this machine.
    return request.META["REMOTE_ADDR"] in ("127.0.0.1", "::1") and "X-Forwarded-For" not in request.headers
