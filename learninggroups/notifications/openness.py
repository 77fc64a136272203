"""Letters about how open a group is: whether what one wrote may be read more widely."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from learninggroups.models import ExposureRequest
from mailing import outbox
from mailing.letters import Letter, LetterKind


def exposure_asked(requests: Sequence[ExposureRequest], tokens: Mapping[int, str], *, now: datetime) -> None:
    """Ask each writer with a link of her own; ``tokens`` has them by member."""
    outbox.queue([_asking(request, tokens[request.member_id]) for request in requests], now=now)


def still_asked(rows: Sequence) -> set[int]:
    """Return the letters whose question still stands: not answered yet, and the group not narrowed again."""
    open_requests = {
        request.pk: request
        for request in ExposureRequest.objects.filter(
            pk__in=[_request_of(row) for row in rows], answered_at=None
        ).select_related("change__group")
    }
    asking = {pk for pk, request in open_requests.items() if not request.is_over}
    return {row.pk for row in rows if _request_of(row) in asking}


def _request_of(row) -> int:
    return int(row.about.partition(":")[2])


def _asking(request: ExposureRequest, token: str) -> Letter:
    return Letter(
        EXPOSURE_ASKED.name,
        to=request.member,
        key=f"exposure:{request.pk}",
        about=f"exposure:{request.pk}",
        context={"change": request.change, "group": request.change.group, "token": token},
    )


EXPOSURE_ASKED = LetterKind(
    name="exposure_asked",
    reason="je in deze leergroep hebt geschreven",
    has_secret=True,
    wanted=still_asked,
    stop_words="Geen brieven meer over deze vraag",
)
KINDS = [EXPOSURE_ASKED]
