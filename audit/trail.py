"""Writing in the log."""

from datetime import datetime
from typing import Any

from django.db.models import Model

from audit import origin
from audit.acts import Act
from audit.models import Entry


def record(
    act: Act,
    *,
    actor: Any,
    now: datetime,
    subject: Model | None = None,
    reason: str = "",
    facts: dict[str, Any] | None = None,
) -> None:
    """
    Write down what somebody did, inside the transaction in which it is done.

    ``actor`` is the member, or None when a task did it. ``facts`` holds numbers and words of
    our own, never what somebody typed; ``reason`` is what the actor gave as her reason.
    """
    asked_from = origin.current()
    Entry.objects.create(
        at=now,
        act=act,
        actor=actor,
        subject_kind=subject._meta.label_lower if subject else "",
        subject_id=subject.pk if subject else None,
        reason=reason[: Entry._meta.get_field("reason").max_length],
        facts=facts or {},
        network=asked_from.network,
        browser=asked_from.browser,
    )
