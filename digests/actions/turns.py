"""Taking turns at planning and writing digests, so that other workers have their hands free for letters."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from digests.models import WritingTurn

# Many times as long as a chunk of letters takes to write.
SILENCE = timedelta(minutes=1)


@transaction.atomic(durable=True)
def take(*, now: datetime) -> str | None:
    """Take the turn, and return the token that says so; None while another worker has it."""
    WritingTurn.objects.get_or_create(pk=1, defaults={"until": now})
    # Further away than anybody may be silent is only a turn from before the clock was put back.
    is_free = Q(until__lte=now) | Q(until__gt=now + SILENCE)
    token = uuid.uuid4().hex
    taken = WritingTurn.objects.filter(is_free, pk=1).update(token=token, until=now + SILENCE)
    return token if taken else None


@transaction.atomic(durable=True)
def keep(*, token: str, now: datetime) -> bool:
    """Say that this worker is still at it; False when it was silent for too long and lost its turn."""
    return bool(WritingTurn.objects.filter(token=token).update(until=now + SILENCE))


@transaction.atomic(durable=True)
def end(*, token: str, now: datetime) -> None:
    """Let the next one have the turn."""
    WritingTurn.objects.filter(token=token).update(token="", until=now)
